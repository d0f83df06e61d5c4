import type { ReactNode } from "react";
import { usePreferences } from "../../app/Preferences.tsx";
import { useWords } from "../../l10n/WordsContext.tsx";
import { LANGUAGES } from "../../l10n/words.ts";
import { Logo } from "../../shell/Logo.tsx";
import "./sign-in.css";

interface Properties {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** The frame of what stands before the sign-in. */
export function Frame({ title, lead, children }: Properties) {
  const { t } = useWords();
  const { language, choose } = usePreferences();
  return (
    <main className="entry">
      <title>{`${title} – Uptake`}</title>
      <div className="entry__card">
        <div className="entry__brand">
          <Logo />
          <span>Uptake</span>
        </div>
        <h1>{title}</h1>
        {lead !== undefined && <p className="header__lead">{lead}</p>}
        {children}
      </div>
      <fieldset className="switch entry__languages">
        <legend className="visually-hidden">{t("profile-language")}</legend>
        {LANGUAGES.map((it) => (
          <label key={it} className="switch__choice">
            <input
              type="radio"
              name="language"
              checked={language === it}
              onChange={() => choose({ language: it })}
            />
            <span lang={it}>{t(`language-${it}`)}</span>
          </label>
        ))}
      </fieldset>
    </main>
  );
}
