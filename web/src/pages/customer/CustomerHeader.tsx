import { Button } from "@fluentui/react-components";
import { PrintRegular } from "@fluentui/react-icons/svg/print";
import type { Schemas } from "../../api/client.ts";
import { useResellerName } from "../../api/resellers.ts";
import type { ViewSearch } from "../../app/search.ts";
import { ExportButton } from "../../exporting/ExportButton.tsx";
import { useWords } from "../../l10n/WordsContext.tsx";
import { customerName } from "../../ui/names.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";

interface Properties {
  readonly insights: Schemas["CustomerInsights"];
  readonly view: ViewSearch;
}

/** Who the customer is, and what can be done with its figures. */
export function CustomerHeader({ insights, view }: Properties) {
  const { t, formats } = useWords();
  const resellerName = useResellerName();
  const { customer, day } = insights;
  const { as_recorded_at: recorded } = view;
  const facts = [
    ["column-domain", customer.domain],
    ["column-country", customer.country == null ? null : formats.country(customer.country)],
    ["column-segment", customer.segment],
    ["column-reseller", customer.reseller_id && resellerName(customer.reseller_id)],
    ["column-tags", customer.tags.join(", ")],
    ["column-customer_id", customer.customer_id],
  ] as const;
  return (
    <>
      <PageHeader
        title={customerName(customer)}
        lead={t("customer-lead", {
          day: formats.day(day),
          first: formats.day(customer.known?.first),
          last: formats.day(customer.known?.last),
        })}
        actions={
          <>
            <ExportButton day={day} customers={[customer.customer_id]} />
            <Button className="no-print" icon={<PrintRegular />} onClick={() => globalThis.print()}>
              {t("customer-print")}
            </Button>
          </>
        }
      />
      <p className="print-only quiet">
        {t(view.sellers === "own" ? "scope-own" : "scope-all")}
        {recorded !== undefined &&
          ` · ${t("view-recorded-at", { moment: formats.moment(recorded) })}`}
      </p>
      <dl className="facts customer-facts">
        {facts.map(
          ([title, text]) =>
            text && (
              <div key={title}>
                <dt>{t(title)}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
}
