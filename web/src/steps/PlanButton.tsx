import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import { useMay } from "../api/session.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import type { Named } from "./named.ts";

const PlanDialog = lazy(() =>
  import("./PlanDialog.tsx").then((it) => ({ default: it.PlanDialog })),
);

interface Properties {
  /** Who is chosen to begin with. */
  readonly customers: readonly Named[];
  readonly size?: "small" | "medium";
  readonly onPlanned?: () => void;
}

/** Opens the form that plans an action; not there for roles that may not. */
export function PlanButton({ customers, size = "medium", onPlanned }: Properties) {
  const { t } = useWords();
  const mayAct = useMay("act");
  const [isOpen, setOpen] = useState(false);
  if (!mayAct) return null;
  return (
    <>
      <Button size={size} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t("action-plan")}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <PlanDialog
            customers={customers}
            onClose={() => setOpen(false)}
            {...(onPlanned !== undefined && { onPlanned })}
          />
        </Suspense>
      )}
    </>
  );
}
