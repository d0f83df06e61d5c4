import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ledgerQuery } from "../../api/imports.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Table } from "../../ui/Table.tsx";

interface Properties {
  /** The import that the page shows by itself. */
  readonly shown: string | undefined;
}

/** Imports that are not done, everybody's: they come one after the other. */
export function Running({ shown }: Properties) {
  const { t, formats } = useWords();
  const running = useQuery(ledgerQuery).data?.running.filter((it) => it.job_id !== shown) ?? [];
  if (running.length === 0) return null;
  return (
    <Card title={t("running-title")} hint={t("running-hint")}>
      <Table
        caption={t("running-title")}
        rows={running}
        rowKey={(it) => it.job_id}
        columns={[
          {
            key: "owner",
            title: t("column-actor"),
            isHeader: true,
            cell: (it) =>
              it.is_own ? (
                <Link className="link" to="/imports" search={{ job: it.job_id }}>
                  {it.owner_name}
                </Link>
              ) : (
                it.owner_name
              ),
          },
          {
            key: "begun",
            isShort: true,
            title: t("running-begun"),
            cell: (it) => formats.moment(it.begun_at),
          },
          {
            key: "status",
            title: t("column-status"),
            cell: (it) => (
              <>
                {t(`job-${it.status}`)}
                {it.is_dry_run && <span className="sub">{t("upload-check")}</span>}
              </>
            ),
          },
          { key: "file", title: t("column-file"), cell: (it) => it.reading ?? "" },
          {
            key: "rows",
            title: t("column-rows"),
            isNumber: true,
            cell: (it) => formats.count(it.rows_read),
          },
        ]}
      />
    </Card>
  );
}
