import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ACTIONS, importActions } from "../../api/actions.ts";
import type { Schemas } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { FormModal } from "../../ui/FormModal.tsx";

/** Takes in a file of actions, and tells what came of it. */
export default function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const cache = useQueryClient();
  const [file, setFile] = useState<File>();
  const taken = useMutation({
    mutationFn: async () => (file === undefined ? undefined : importActions(file)),
    onSuccess: () => cache.invalidateQueries({ queryKey: ACTIONS }),
  });
  return (
    <FormModal
      title={t("actions-import")}
      action={t("upload-import")}
      isPending={taken.isPending || file === undefined}
      error={taken.error}
      onSend={taken.mutate}
      onClose={onClose}
    >
      <label>
        <span className="file-label">{t("column-file")}</span>
        <input
          type="file"
          accept=".csv,.tsv,.parquet"
          onChange={(event) => {
            setFile(event.currentTarget.files?.[0]);
            taken.reset();
          }}
        />
      </label>
      <p className="quiet">{t("actions-import-hint")}</p>
      {taken.data !== undefined && <Outcome outcome={taken.data} />}
    </FormModal>
  );
}

function Outcome({ outcome }: { readonly outcome: Schemas["ImportedActionsBody"] }) {
  const { t } = useWords();
  const { rows, changed } = outcome;
  return <p role="status">{t("actions-taken-in", { rows, added: outcome.new, changed })}</p>;
}
