import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import { actionsFile } from "../../api/actions.ts";
import { FORMATS } from "../../api/exports.ts";
import { useMay } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";

const ImportDialog = lazy(() => import("./ImportDialog.tsx"));

/** Downloads all actions as a file, and takes one in again. */
export function ActionsFile() {
  const { t } = useWords();
  const mayAct = useMay("act");
  const [isImporting, startImport] = useState(false);
  return (
    <>
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
      {mayAct && <Button onClick={() => startImport(true)}>{t("upload-import")}</Button>}
      {isImporting && (
        <Suspense fallback={null}>
          <ImportDialog onClose={() => startImport(false)} />
        </Suspense>
      )}
    </>
  );
}
