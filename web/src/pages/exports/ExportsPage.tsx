import { Button } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../../api/client.ts";
import { type Export, exportFile, exportsQuery } from "../../api/exports.ts";
import { portfolioQuery } from "../../api/insights.ts";
import { ExportButton } from "../../exporting/ExportButton.tsx";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { Table } from "../../ui/Table.tsx";

/** The reader's exports: being made, finished, to be downloaded. */
export default function ExportsPage() {
  const { t } = useWords();
  const exports = useQuery(exportsQuery);
  const day = useQuery(portfolioQuery({})).data?.day;
  return (
    <>
      <PageHeader
        title={t("nav-exports")}
        lead={t("exports-lead")}
        actions={day !== undefined && <ExportButton day={day} />}
      />
      <Card title={t("exports-title")}>
        <Shown query={exports} lines={6}>
          {({ items }) =>
            items.length === 0 ? (
              <Notice title={t("exports-empty")} text={t("exports-empty-text")} />
            ) : (
              <Rows items={items} />
            )
          }
        </Shown>
      </Card>
    </>
  );
}

function Rows({ items }: { readonly items: readonly Export[] }) {
  const { t, formats } = useWords();
  const cache = useQueryClient();
  const remove = useMutation({
    mutationFn: (export_id: string) =>
      answered(api.DELETE("/api/v1/exports/{export_id}", { params: { path: { export_id } } })),
    onSettled: () => cache.invalidateQueries(exportsQuery),
  });
  return (
    <>
      <Problem error={remove.error} />
      <Table
        caption={t("exports-title")}
        rows={items}
        rowKey={(it) => it.export_id}
        columns={[
          {
            key: "kind",
            title: t("export-kind"),
            isHeader: true,
            cell: (it) => (
              <>
                {it.kind === "" ? t("export-kind-other") : t(`export-kind-${it.kind}`)}
                <span className="sub">
                  {formats.day(it.from)} – {formats.day(it.to)}
                </span>
              </>
            ),
          },
          {
            key: "format",
            title: t("export-format"),
            cell: (it) => (it.format ?? "").toUpperCase(),
          },
          { key: "status", title: t("column-status"), cell: (it) => <Status export_={it} /> },
          {
            key: "size",
            title: t("column-size"),
            isNumber: true,
            cell: (it) => formats.size(it.size_bytes),
          },
          {
            key: "expires",
            isShort: true,
            title: t("column-expires"),
            cell: (it) => formats.moment(it.expires_at),
          },
          {
            key: "actions",
            title: <span className="visually-hidden">{t("column-actions")}</span>,
            cell: (it) => (
              <div className="actions">
                {it.status === "done" && (
                  <a href={exportFile(it.export_id)} download>
                    {t("export-download")}
                  </a>
                )}
                <Button
                  size="small"
                  appearance="subtle"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(it.export_id)}
                >
                  {t("action-remove")}
                </Button>
              </div>
            ),
          },
        ]}
      />
    </>
  );
}

function Status({ export_ }: { readonly export_: Export }) {
  const { t, formats } = useWords();
  const { status, rows_done, rows_in_all, failure } = export_;
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
          {t("exports-progress", { done: rows_done, all: formats.count(rows_in_all) })}
        </span>
      </>
    );
  }
  const tone = status === "done" ? "badge--good" : "badge--bad";
  return (
    <>
      <span className={`badge ${tone}`}>{t(`export-${status}`)}</span>
      <span className="sub">
        {status === "done" ? t("export-rows-written", { count: rows_done }) : failure}
      </span>
    </>
  );
}
