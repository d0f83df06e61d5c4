import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "../../api/client.ts";
import { signalsQuery, type Unused } from "../../api/signals.ts";
import type { ViewSearch } from "../../app/search.ts";
import { UNKNOWN } from "../../l10n/formats.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Cost } from "../../steps/Cost.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { skuKey, skuName } from "../../ui/names.ts";
import { Shown } from "../../ui/Shown.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { useCountColumn } from "../../ui/useCountColumn.ts";
import { ExplainLink } from "./ExplainLink.tsx";
import { RenewalsDue } from "./RenewalsDue.tsx";

interface Properties {
  readonly customerId: string;
  readonly view: ViewSearch;
}

/** Paid seats that are not used, by product: three amounts that overlap, and what they cost. */
export function UnusedCard({ customerId, view }: Properties) {
  const { t } = useWords();
  const signals = useQuery(signalsQuery(customerId, view));
  return (
    <Card title={t("unused-title")} hint={t("unused-hint")} className="matrix">
      <Shown query={signals} lines={8}>
        {({ unused, renewals }) => (
          <>
            {unused.length === 0 ? (
              <Notice title={t("unused-empty")} text={t("unused-empty-text")} />
            ) : (
              <Rows rows={unused} />
            )}
            <RenewalsDue renewals={renewals} />
          </>
        )}
      </Shown>
    </Card>
  );
}

function Rows({ rows }: { readonly rows: readonly Unused[] }) {
  const { t } = useWords();
  const number = useCountColumn<Unused>();
  // Where nothing tells who holds a product, nothing of it is known to be reducible either.
  const within = rows.find((it) => it.reducible != null)?.reducible ?? [];
  const priced = (
    key: string,
    title: string,
    of: (it: Unused) => Schemas["PricedSeatsBody"] | null | undefined,
  ): Column<Unused> => ({ key, title, isNumber: true, cell: (it) => <Priced seats={of(it)} /> });
  return (
    <Table
      caption={t("unused-title")}
      rows={rows}
      rowKey={skuKey}
      columns={[
        {
          key: "sku",
          isHeader: true,
          title: t("dimension-sku"),
          cell: (it) => (
            <>
              {skuName(it)}
              <span className="sub">
                <ExplainLink figure={`sku:${skuKey(it)}`} name={skuName(it)} />
              </span>
            </>
          ),
        },
        number("sold", t("column-sold"), (it) => it.sold),
        number("assigned", t("column-assigned"), (it) => it.assigned),
        {
          key: "idle",
          title: t("unused-idle"),
          isNumber: true,
          cell: (it) => <Idle row={it} />,
        },
        priced("exposure", t("unused-exposure"), (it) => it.exposure),
        priced("reassignable", t("unused-reassignable"), (it) => it.reassignable),
        ...within.map(({ within_days: days }, at) =>
          priced(`reducible-${days}`, t("unused-reducible", { days }), (it) => it.reducible?.[at]),
        ),
      ]}
    />
  );
}

/** Idle users, and below them what they may have used, for all that is known. */
function Idle({ row }: { readonly row: Unused }) {
  const { t, formats } = useWords();
  if (row.idle == null) return UNKNOWN;
  const workloads = row.unreported.map((it) => it.workload_name);
  return (
    <>
      {formats.count(row.idle)}
      {workloads.length > 0 && (
        <span className="sub">{t("unused-without", { workloads: workloads.join(", ") })}</span>
      )}
    </>
  );
}

/** Seats, and below them what they cost by currency. */
function Priced({ seats }: { readonly seats: Schemas["PricedSeatsBody"] | null | undefined }) {
  const { formats } = useWords();
  if (seats == null) return UNKNOWN;
  return (
    <>
      {formats.count(seats.seats)}
      <span className="sub">
        <Cost cost={seats} />
      </span>
    </>
  );
}
