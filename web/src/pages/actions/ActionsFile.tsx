import { actionsFile } from "../../api/actions.ts";
import { FORMATS } from "../../api/exports.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";

/** Downloads all actions as a file that can be taken in again. */
export function ActionsFile() {
  const { t } = useWords();
  return (
    <Disclosure title={t("export-action")} label={t("actions-export")} align="end">
      {() => (
        <ul className="actions-file">
          {FORMATS.map((it) => (
            <li key={it}>
              <a href={actionsFile(it)} download>
                {t(`export-format-${it}`)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}
