import { usePreferences } from "../../app/Preferences.tsx";
import { THEMES } from "../../l10n/preferences.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { LANGUAGES } from "../../l10n/words.ts";
import { Card } from "../../ui/Card.tsx";
import { Choice } from "../../ui/Choice.tsx";

/** Language and theme. */
export function Appearance() {
  const { t } = useWords();
  const { language, theme, choose } = usePreferences();
  return (
    <Card title={t("profile-appearance")} hint={t("profile-appearance-hint")} className="half">
      <div className="form">
        <div className="actions">
          <span>{t("profile-language")}</span>
          <Choice
            title={t("profile-language")}
            name="language"
            choices={LANGUAGES.map((value) => ({ value, title: t(`language-${value}`) }))}
            chosen={language}
            onChoose={(value) => choose({ language: value })}
          />
        </div>
        <div className="actions">
          <span>{t("profile-theme")}</span>
          <Choice
            title={t("profile-theme")}
            name="theme"
            choices={THEMES.map((value) => ({ value, title: t(`theme-${value}`) }))}
            chosen={theme}
            onChoose={(value) => choose({ theme: value })}
          />
        </div>
      </div>
    </Card>
  );
}
