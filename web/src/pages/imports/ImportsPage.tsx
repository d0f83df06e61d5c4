import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { type ImportOptions, jobQuery, ledgerQuery, sendFiles } from "../../api/imports.ts";
import { versionQuery } from "../../api/session.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Held } from "./Held.tsx";
import { History } from "./History.tsx";
import { JobView } from "./JobView.tsx";
import { Running } from "./Running.tsx";
import { UploadForm } from "./UploadForm.tsx";
import "./imports.css";

/** Bringing files in: checked first if wanted, watched, and what came of it. */
export default function ImportsPage() {
  const { t } = useWords();
  const cache = useQueryClient();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [options, setOptions] = useState<ImportOptions>({ mode: "strict" });
  const change = useSearchChange();
  // Whoever comes back, or reloads, sees how far the import is.
  const { job: jobId } = useSearch({ from: "/shell/imports" });
  const send = useMutation({
    mutationFn: (isDryRun: boolean) => sendFiles(files, options, isDryRun),
    onSuccess: (job) => {
      cache.setQueryData(jobQuery(job.job_id).queryKey, job);
      change({ job: job.job_id }, "replaces");
      void cache.invalidateQueries({ queryKey: ledgerQuery.queryKey, exact: true });
    },
  });
  const job = useQuery({ ...jobQuery(jobId ?? ""), enabled: jobId !== undefined });
  const status = job.data?.status;
  const isBusy = send.isPending || status === "queued" || status === "reading";
  const [told, setTold] = useState<string>();
  if (status === "imported" && job.data?.is_dry_run === false && told !== jobId) {
    // What the import brought is shown at once: in the history, and in every figure.
    setTold(jobId);
    setFiles([]);
    void cache.invalidateQueries({ queryKey: ledgerQuery.queryKey, exact: true });
    void cache.invalidateQueries(versionQuery);
  }
  return (
    <>
      <PageHeader title={t("nav-imports")} lead={t("imports-lead")} />
      <Card title={t("upload-title")} hint={t("upload-hint")}>
        <UploadForm
          files={files}
          options={options}
          isBusy={isBusy}
          onFiles={(next) => {
            setFiles(next);
            change({ job: undefined }, "replaces");
          }}
          onOptions={setOptions}
          onSend={send.mutate}
        />
        <Problem error={send.error ?? job.error} />
        {send.isPending && <p role="status">{t("upload-sending", { count: files.length })}</p>}
        {job.data !== undefined && !send.isPending && <JobView job={job.data} />}
      </Card>
      <Running shown={jobId} />
      <Held />
      <History />
    </>
  );
}
