import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { type Export, exportFile, exportsQuery, removeExport } from "../../api/exports.ts";
import { portfolioQuery } from "../../api/insights.ts";
import { ExportButton } from "../../exporting/ExportButton.tsx";
import { filterOfMarks, Marks } from "../../exporting/Marks.tsx";
import { useWords } from "../../l10n/WordsContext.tsx";
import { ListCard } from "../../ui/ListCard.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Table } from "../../ui/Table.tsx";
import { useRowAction } from "../../ui/useRowAction.ts";
import { ExportStatus } from "./ExportStatus.tsx";

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
      <ListCard
        title={t("exports-title")}
        query={exports}
        lines={6}
        empty={{ title: t("exports-empty"), text: t("exports-empty-text") }}
      >
        {(items) => <Rows items={items} />}
      </ListCard>
    </>
  );
}

function Rows({ items }: { readonly items: readonly Export[] }) {
  const { t, formats } = useWords();
  const remove = useRowAction(exportsQuery, removeExport);
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
                {it.marks && (
                  <span className="sub">
                    <Marks filter={filterOfMarks(it.marks)} />
                  </span>
                )}
              </>
            ),
          },
          {
            key: "format",
            title: t("export-format"),
            cell: (it) => (it.format ?? "").toUpperCase(),
          },
          { key: "status", title: t("column-status"), cell: (it) => <ExportStatus export_={it} /> },
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
            isAction: true,
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
