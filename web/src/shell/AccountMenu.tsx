import { Button } from "@fluentui/react-components";
import { PersonRegular } from "@fluentui/react-icons/svg/person";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { answered, api } from "../api/client.ts";
import { useWho } from "../api/session.ts";
import { usePreferences } from "../app/Preferences.tsx";
import { THEMES } from "../l10n/preferences.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { LANGUAGES } from "../l10n/words.ts";
import { Choice } from "../ui/Choice.tsx";
import { Disclosure } from "../ui/Disclosure.tsx";

/** Who is signed in, with language, theme, profile and the way out. */
export function AccountMenu() {
  const { t } = useWords();
  const who = useWho();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { language, theme, choose } = usePreferences();

  async function signOut() {
    await answered(api.DELETE("/api/v1/session"));
    await navigate({ to: "/sign-in" });
    // Nothing that was shown stays for whoever signs in next.
    cache.clear();
  }

  return (
    <Disclosure
      label={t("account-menu")}
      align="end"
      appearance="subtle"
      icon={<PersonRegular />}
      className="account"
      title={
        <>
          <span className="visually-hidden">{t("account-menu")}</span>
          <span className="bar__name">{who?.name}</span>
        </>
      }
    >
      {(close) => (
        <>
          {who !== null && (
            <p className="quiet">
              {who.email}
              <span className="sub">{t(`role-${who.role}`)}</span>
            </p>
          )}
          <Choice
            title={t("profile-language")}
            name="account-language"
            choices={LANGUAGES.map((value) => ({ value, title: t(`language-${value}`) }))}
            chosen={language}
            onChoose={(value) => choose({ language: value })}
          />
          <Choice
            title={t("profile-theme")}
            name="account-theme"
            choices={THEMES.map((value) => ({ value, title: t(`theme-${value}`) }))}
            chosen={theme}
            onChoose={(value) => choose({ theme: value })}
          />
          <Link to="/profile" onClick={close}>
            {t("nav-profile")}
          </Link>
          <Button onClick={() => void signOut()}>{t("account-sign-out")}</Button>
        </>
      )}
    </Disclosure>
  );
}
