import { Button } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons/svg/arrow-download";
import { lazy, Suspense, useState } from "react";
import { useMay } from "../api/session.ts";
import { useWords } from "../l10n/WordsContext.tsx";

const ExportDialog = lazy(() => import("./ExportDialog.tsx"));

interface Properties {
  /** The day that is shown: where the export ends, unless another is chosen. */
  readonly day: string;
  /** Only these customers; without any, all that the reader may see. */
  readonly customers?: readonly string[];
}

/** Opens the form that writes figures to a file; not there for roles that may not. */
export function ExportButton({ day, customers = [] }: Properties) {
  const { t } = useWords();
  const mayExport = useMay("export");
  const [isOpen, setOpen] = useState(false);
  if (!mayExport) return null;
  return (
    <>
      <Button
        className="no-print"
        icon={<ArrowDownloadRegular />}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
      >
        {t("export-action")}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ExportDialog day={day} customers={customers} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
