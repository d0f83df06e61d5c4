import type { Export } from "../../api/exports.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { sentence } from "../../ui/Failed.tsx";

/** How far an export is, or what came of it. */
export function ExportStatus({ export_ }: { readonly export_: Export }) {
  const { t, formats } = useWords();
  const { status, rows_done, rows_in_all, failure_text } = export_;
  if (status === "running" || status === "queued") {
    return (
      <>
        {t(`export-${status}`)}
        <progress
          className="export-progress"
          aria-label={t(`export-${status}`)}
          max={rows_in_all ?? 1}
          {...(rows_in_all != null && { value: rows_done })}
        />
        <span className="sub">
          {rows_in_all == null
            ? t("export-rows-written", { count: rows_done })
            : t("exports-progress", { done: rows_done, all: formats.count(rows_in_all) })}
        </span>
      </>
    );
  }
  const tone = status === "done" ? "badge--good" : "badge--bad";
  return (
    <>
      <span className={`badge ${tone}`}>{t(`export-${status}`)}</span>
      <span className="sub">
        {status === "done"
          ? t("export-rows-written", { count: rows_done })
          : sentence(failure_text ?? "")}
      </span>
    </>
  );
}
