import { Button } from "@fluentui/react-components";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Schemas } from "../../api/client.ts";
import { type Asked, partsQuery } from "../../api/insights.ts";
import type { PartsOf } from "../../app/pageSearch.ts";
import { viewOf } from "../../app/search.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Definition } from "../../ui/Definition.tsx";
import type { Defined } from "../../ui/definitions.ts";
import { Modal } from "../../ui/Modal.tsx";
import { customerName } from "../../ui/names.ts";
import { Shown } from "../../ui/Shown.tsx";
import { Table } from "../../ui/Table.tsx";

const DEFINED: Readonly<Record<PartsOf, Defined>> = {
  sold: "sold",
  assigned: "deployment",
  active_entitled: "usage",
  covered: "covered",
  overage: "overage",
};

interface Properties {
  readonly count: PartsOf;
  readonly asked: Asked;
}

/** The customers that make up a figure of the portfolio, the greatest parts first. */
export default function PartsDrawer({ count, asked }: Properties) {
  const { t, formats } = useWords();
  const change = useSearchChange();
  const parts = useInfiniteQuery(partsQuery(count, asked));
  const first = parts.data?.[0];
  return (
    <Modal
      title={t(`parts-${count}`)}
      place="side"
      onClose={() => change({ parts: undefined }, "replaces")}
    >
      <Shown query={parts} lines={14}>
        {(pages) => (
          <div className="explain__body">
            <p className="explain__ratio">{formats.count(first?.sum)}</p>
            <p className="quiet">
              <Definition of={DEFINED[count]} />
            </p>
            <p className="quiet">
              {t("parts-counted", { count: first?.customers_counted ?? 0 })}{" "}
              {first !== undefined &&
                first.customers_missing > 0 &&
                t(count === "assigned" ? "remark-assigned-untold" : "remark-missing", {
                  count: first.customers_missing,
                })}
            </p>
            <Rows
              parts={pages.flatMap((it) => it.items)}
              asked={asked}
              title={t(`parts-${count}`)}
            />
          </div>
        )}
      </Shown>
      {parts.hasNextPage && (
        <Button disabled={parts.isFetchingNextPage} onClick={() => void parts.fetchNextPage()}>
          {t("parts-more")}
        </Button>
      )}
    </Modal>
  );
}

interface RowProperties {
  readonly parts: readonly Schemas["PartBody"][];
  readonly asked: Asked;
  readonly title: string;
}

function Rows({ parts, asked, title }: RowProperties) {
  const { t, formats } = useWords();
  return (
    <Table
      caption={title}
      rows={parts}
      rowKey={(it) => it.customer_id}
      columns={[
        {
          key: "name",
          title: t("column-name"),
          isHeader: true,
          cell: (it) => (
            <Link
              className="link"
              to="/customers/$customerId"
              params={{ customerId: it.customer_id }}
              search={viewOf({ ...asked })}
            >
              {customerName(it)}
            </Link>
          ),
        },
        {
          key: "country",
          title: t("column-country"),
          cell: (it) => (it.country == null ? "" : formats.country(it.country)),
        },
        {
          key: "part",
          title: t("parts-part"),
          isNumber: true,
          cell: (it) => formats.count(it.part),
        },
      ]}
    />
  );
}
