import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Schemas } from "../../api/client.ts";
import { failureCode } from "../../api/failure.ts";
import { ledgerQuery } from "../../api/imports.ts";
import { useMay } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Failed } from "../../ui/Failed.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Table } from "../../ui/Table.tsx";

type File = Schemas["ImportedFile"];

/** So many files are shown at first. */
const FIRST = 25;

/** What was imported, the latest first. */
export function History() {
  const { t } = useWords();
  const ledger = useQuery(ledgerQuery);
  const [most, setMost] = useState(FIRST);
  const entries = ledger.data?.items ?? [];
  const rows = entries.flatMap((entry): readonly Row[] =>
    entry.files.length === 0
      ? [{ entry, file: undefined }]
      : entry.files.map((file) => ({ entry, file })),
  );
  const isEmpty = rows.length === 0 || failureCode(ledger.error) === "no_data";
  return (
    <Card title={t("history-title")} hint={t("history-hint")}>
      {ledger.isPending && <Loading lines={8} />}
      {ledger.isError && failureCode(ledger.error) !== "no_data" && (
        <Failed error={ledger.error} onRetry={() => void ledger.refetch()} />
      )}
      {!ledger.isPending && isEmpty && (
        <Notice title={t("history-empty")} text={t("history-empty-text")} />
      )}
      {rows.length > 0 && <Rows rows={rows.slice(0, most)} />}
      {rows.length > most && (
        <Button className="more" onClick={() => setMost(most + FIRST)}>
          {t("history-more", { count: rows.length - most })}
        </Button>
      )}
    </Card>
  );
}

interface Row {
  readonly entry: Schemas["LedgerEntry"];
  readonly file: File | undefined;
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const { t, formats } = useWords();
  const number = (key: string, of: (file: File) => number) => ({
    key,
    title: t(`column-${key}`),
    isNumber: true,
    cell: ({ file }: Row) => (file === undefined ? "" : formats.count(of(file))),
  });
  return (
    <Table
      caption={t("history-title")}
      rows={rows}
      rowKey={({ entry, file }) => `${entry.seq} ${file?.file_no}`}
      columns={[
        {
          key: "file",
          title: t("column-file"),
          isHeader: true,
          cell: ({ entry, file }) => (
            <>
              {file === undefined ? t(`ledger-${entry.kind}`) : file.file.split(/[/\\]/).at(-1)}
              {file !== undefined && <span className="sub">{file.format}</span>}
            </>
          ),
        },
        {
          key: "at",
          isShort: true,
          title: t("column-recorded-at"),
          cell: ({ entry, file }) => (
            <>
              {formats.moment(entry.recorded_at)}
              {file === entry.files[0] && (
                <Link
                  className="link history__then"
                  to="/portfolio"
                  search={{ as_recorded_at: entry.recorded_at }}
                >
                  {t("history-as-then")}
                </Link>
              )}
            </>
          ),
        },
        number("rows", (it) => it.rows),
        number("new", (it) => it.new),
        number("changed", (it) => it.changed),
        number("unchanged", (it) => it.unchanged),
        number("problems", (it) => it.problems),
        {
          key: "quarantined",
          title: t("column-quarantined"),
          cell: ({ file }) => <SetAside file={file} />,
        },
      ]}
    />
  );
}

/** Rows that were set aside, to be mended and imported again. */
function SetAside({ file }: { readonly file: File | undefined }) {
  const { t, formats } = useWords();
  const mayRead = useMay("read_personal_data");
  if (file === undefined || file.quarantined === 0) return null;
  if (!mayRead) return formats.count(file.quarantined);
  return (
    <a href={`/api/v1/imports/${file.file_no}/quarantine`} download>
      {t("quarantine-download", { count: file.quarantined })}
    </a>
  );
}
