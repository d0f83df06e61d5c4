import { Link, useSearch } from "@tanstack/react-router";
import { useWho } from "../api/session.ts";
import { viewOf } from "../app/search.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Logo } from "./Logo.tsx";
import { PAGES } from "./pages.ts";

/** The menu of pages that the reader may use. */
export function Navigation({ onChoose }: { readonly onChoose?: () => void }) {
  const { t } = useWords();
  const may = useWho()?.permissions ?? [];
  const view = viewOf(useSearch({ strict: false }) as Record<string, unknown>);
  const groups = PAGES.map((group) => ({
    ...group,
    pages: group.pages.filter((page) => may.includes(page.permission)),
  })).filter((group) => group.pages.length > 0);
  return (
    <nav className="navigation" aria-label={t("nav-label")}>
      <Link to="/" className="navigation__home">
        <Logo />
        <span>Uptake</span>
      </Link>
      {groups.map((group) => (
        <div key={group.title} className="navigation__group">
          <p className="navigation__title">{t(group.title)}</p>
          <ul>
            {group.pages.map(({ to, title, Icon, keepsView }) => (
              <li key={to}>
                <Link
                  to={to}
                  search={keepsView ? view : {}}
                  className="navigation__link"
                  activeProps={{ "aria-current": "page" }}
                  activeOptions={{ includeSearch: false }}
                  onClick={onChoose}
                >
                  <Icon aria-hidden />
                  <span>{t(title)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
