import { Link } from "@tanstack/react-router";
import { useWords } from "../l10n/WordsContext.tsx";
import { Notice } from "./Notice.tsx";
import { PageHeader } from "./PageHeader.tsx";

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useWords();
  return (
    <main className="alone">
      <PageHeader title={t("state-not-found")} />
      <Notice
        title={t("state-not-found-text")}
        action={
          <Link to="/" className="link">
            {t("state-not-found-action")}
          </Link>
        }
      />
    </main>
  );
}
