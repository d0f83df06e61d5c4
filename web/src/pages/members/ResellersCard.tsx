import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { groupsQuery } from "../../api/insights.ts";
import { type Reseller, resellersQuery } from "../../api/resellers.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { Table } from "../../ui/Table.tsx";
import { ResellerDialog } from "./ResellerDialog.tsx";

/** A reseller of the list, or one that only customers name. */
export interface ResellerRow extends Partial<Reseller> {
  readonly reseller_id: string;
  /** How many customers it has by itself; nothing when the data names none. */
  readonly customers?: number | undefined;
}

/** The indirect resellers: what they are called, and who is below whom. */
export function ResellersCard() {
  const { t } = useWords();
  const resellers = useQuery(resellersQuery);
  const groups = useQuery(groupsQuery("reseller", {}));
  const [edited, edit] = useState<ResellerRow | "new">();
  const found = groups.data?.items ?? [];
  const rowsOf = (named: readonly Reseller[]): readonly ResellerRow[] => {
    const customers = new Map(found.map((it) => [it.key, it.customers]));
    const isNamed = (id: string) => named.some((it) => it.reseller_id === id);
    const nameless = found.flatMap(({ key }) => (key == null || isNamed(key) ? [] : [key]));
    return [...named, ...nameless.map((reseller_id) => ({ reseller_id }))].map((it) => ({
      ...it,
      customers: customers.get(it.reseller_id),
    }));
  };
  return (
    <Card
      title={t("resellers-title")}
      hint={t("resellers-hint")}
      actions={<Button onClick={() => edit("new")}>{t("resellers-add")}</Button>}
    >
      <Shown query={resellers} lines={4}>
        {({ items }) => {
          const rows = rowsOf(items);
          return rows.length === 0 ? (
            <Notice title={t("resellers-empty")} text={t("resellers-empty-text")} />
          ) : (
            <Rows rows={rows} named={items} onEdit={edit} />
          );
        }}
      </Shown>
      {edited !== undefined && (
        <ResellerDialog
          reseller={edited === "new" ? undefined : edited}
          all={resellers.data?.items ?? []}
          onClose={() => edit(undefined)}
        />
      )}
    </Card>
  );
}

interface Properties {
  readonly rows: readonly ResellerRow[];
  readonly named: readonly Reseller[];
  readonly onEdit: (reseller: ResellerRow) => void;
}

function Rows({ rows, named, onEdit }: Properties) {
  const { t, formats } = useWords();
  const nameOf = (id: string | null | undefined) =>
    named.find((it) => it.reseller_id === id)?.name ?? id ?? "";
  return (
    <Table
      caption={t("resellers-title")}
      rows={rows}
      rowKey={(it) => it.reseller_id}
      columns={[
        {
          key: "name",
          title: t("field-name"),
          isHeader: true,
          cell: (it) => (
            <>
              {it.name ?? t("reseller-nameless")}
              <span className="sub">{it.reseller_id}</span>
            </>
          ),
        },
        { key: "parent", title: t("column-parent"), cell: (it) => nameOf(it.parent_id) },
        {
          key: "customers",
          title: t("column-customers"),
          isNumber: true,
          cell: (it) => formats.count(it.customers),
        },
        {
          key: "actions",
          isAction: true,
          title: <span className="visually-hidden">{t("column-actions")}</span>,
          cell: (it) => (
            <Button
              size="small"
              aria-label={t("members-edit-of", { name: it.name ?? it.reseller_id })}
              onClick={() => onEdit(it)}
            >
              {t("members-edit")}
            </Button>
          ),
        },
      ]}
    />
  );
}
