import type { Schemas } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { skuKey, skuName } from "../../ui/names.ts";
import { Table } from "../../ui/Table.tsx";
import { Cited } from "./Cited.tsx";

const ROLE: Readonly<Record<string, string>> = {
  counted: "role-counted",
  grace_spare: "role-grace",
  trial: "role-trial",
  window: "role-window",
  not_counted: "role-not_counted",
};

/** The subscriptions that a figure was counted from, down to the lines of files. */
export function SeatRows({ seats }: { readonly seats: readonly Schemas["SeatBody"][] }) {
  const { t, formats } = useWords();
  if (seats.length === 0) return <p className="quiet">{t("subscriptions-empty")}</p>;
  return (
    <section>
      <h3>{t("subscriptions-title")}</h3>
      <Table
        caption={t("subscriptions-title")}
        rows={seats}
        rowKey={(it) => it.subscription_id ?? `${skuKey(it.sku)} ${it.record.status}`}
        columns={[
          {
            key: "sku",
            title: t("dimension-sku"),
            isHeader: true,
            cell: (it) => (
              <>
                {skuName(it.sku)}
                <span className="sub">
                  {t(`status-${it.record.status}`)}, {t(`seller-${it.record.seller}`)}
                </span>
              </>
            ),
          },
          { key: "role", title: t("head-role"), cell: (it) => t(ROLE[it.role] ?? it.role) },
          {
            key: "seats",
            title: t("head-counted"),
            isNumber: true,
            cell: (it) => formats.count(it.seats),
          },
          {
            key: "quantity",
            title: t("column-quantity"),
            isNumber: true,
            cell: (it) => formats.count(it.record.quantity),
          },
          {
            key: "source",
            title: t("explain-rows"),
            cell: (it) => (
              <>
                <Cited source={it.record.source} />
                {it.window_record != null && (
                  <span className="sub">
                    {t("role-most")}: {formats.count(it.window_seats)}{" "}
                    <Cited source={it.window_record.source} />
                  </span>
                )}
              </>
            ),
          },
        ]}
      />
    </section>
  );
}
