import type { FileOutcome, Job } from "../../api/imports.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { sentence } from "../../ui/Failed.tsx";
import { Table } from "../../ui/Table.tsx";

const TONE: Readonly<Record<string, string>> = {
  imported: "badge--good",
  refused: "badge--bad",
  failed: "badge--bad",
};

/** How far an import is, and what came of each file. */
export function JobView({ job }: { readonly job: Job }) {
  const { t, formats } = useWords();
  const isReading = job.status === "queued" || job.status === "reading";
  // A dry run that would change something says `imported` of files that were only checked.
  const outcome =
    job.is_dry_run && ["imported", "unchanged"].includes(job.status) ? "checked" : job.status;
  return (
    <section className="job" aria-label={t("job-title")}>
      <p role="status">
        <span className={`badge ${TONE[job.status] ?? ""}`}>{t(`job-${outcome}`)}</span>{" "}
        {isReading ? reading() : t(`job-${outcome}-text`)}
      </p>
      {isReading && <progress aria-label={t("job-title")} />}
      {job.failure != null && (
        <p>
          <strong>{sentence(job.failure.title)}</strong> {sentence(job.failure.hint ?? "")}
        </p>
      )}
      {job.files.map((file) => (
        <File key={`${file.file}${file.format}`} file={file} />
      ))}
    </section>
  );

  function reading(): string {
    if (job.reading == null) return t("job-waiting");
    return t("job-reading-text", { file: job.reading, rows: formats.count(job.rows_read) });
  }
}

function File({ file }: { readonly file: FileOutcome }) {
  const { t, formats } = useWords();
  const facts = [
    ["column-format", file.format],
    ["column-rows", formats.count(file.rows)],
    ["column-new", formats.count(file.new)],
    ["column-changed", formats.count(file.changed)],
    ["column-unchanged", formats.count(file.unchanged)],
    ["column-quarantined", formats.count(file.quarantined)],
  ] as const;
  return (
    <div className={file.is_refused ? "outcome outcome--refused" : "outcome"}>
      <h3>{file.file}</h3>
      <dl className="facts">
        {facts.map(([title, text]) => (
          <div key={title}>
            <dt>{t(title)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {file.problems.length > 0 && (
        <>
          <Table
            caption={t("problems-title", { count: file.problems_total })}
            rows={file.problems.map((it, at) => ({ ...it, at }))}
            rowKey={(it) => `${it.at}`}
            columns={[
              {
                key: "line",
                title: t("column-line"),
                isNumber: true,
                cell: (it) => (it.line == null ? "" : String(it.line)),
              },
              { key: "column", title: t("column-column"), cell: (it) => it.column ?? "" },
              {
                key: "text",
                title: t("column-problem"),
                cell: (it) => (
                  <>
                    {sentence(it.text)}
                    <span className="sub">{sentence(it.hint)}</span>
                  </>
                ),
              },
            ]}
          />
          {file.problems_total > file.problems.length && (
            <p className="quiet">
              {t("problems-more", { count: file.problems_total - file.problems.length })}
            </p>
          )}
        </>
      )}
    </div>
  );
}
