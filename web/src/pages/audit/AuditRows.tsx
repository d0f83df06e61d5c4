import type { Schemas } from "../../api/client.ts";
import { useMemberName } from "../../api/members.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { useActionName } from "./actions.ts";

type Row = Schemas["AuditBody"];

interface Properties {
  readonly rows: readonly Row[];
  readonly onActor: (memberId: string) => void;
}

/** What was done, by whom and to whom. */
export function AuditRows({ rows, onActor }: Properties) {
  const { t, formats } = useWords();
  const actionName = useActionName();
  const memberName = useMemberName();
  const columns: readonly Column<Row>[] = [
    { key: "at", isShort: true, title: t("column-at"), cell: (it) => formats.moment(it.at) },
    {
      key: "actor",
      title: t("column-actor"),
      isHeader: true,
      cell: (it) => (
        <>
          <ActorName row={it} onActor={onActor} />
          <span className="sub">{it.address}</span>
        </>
      ),
    },
    {
      key: "action",
      title: t("column-action"),
      cell: (it) => (
        <>
          {actionName(it.action)}
          <span className="sub">{it.action}</span>
        </>
      ),
    },
    {
      key: "subject",
      title: t("column-subject"),
      cell: (it) => {
        const name = memberName(it.subject);
        return (
          <>
            {name}
            <span className={name === undefined ? "cited" : "sub"}>{it.subject}</span>
          </>
        );
      },
    },
    {
      key: "outcome",
      title: t("column-outcome"),
      cell: (it) => (
        <span className={it.outcome === "done" ? "badge" : "badge badge--bad"}>
          {t(`outcome-${it.outcome}`)}
        </span>
      ),
    },
    {
      key: "detail",
      title: t("column-detail"),
      cell: (it) => (
        <span className="cited">{it.detail === null ? "" : JSON.stringify(it.detail)}</span>
      ),
    },
  ];
  return (
    <Table caption={t("audit-title")} rows={rows} rowKey={(it) => `${it.seq}`} columns={columns} />
  );
}

/** Where the program itself did something, as the API says it. */
const CONSOLE = "console";

/** A member leads to its rows; the program itself and strangers have only a name. */
function ActorName({ row, onActor }: { readonly row: Row } & Pick<Properties, "onActor">) {
  const { t } = useWords();
  const id = row.actor_id;
  if (id == null && row.address === CONSOLE) return t("audit-console");
  if (id == null) return row.actor_name;
  return (
    <button type="button" className="plain-button" onClick={() => onActor(id)}>
      {row.actor_name}
    </button>
  );
}
