import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "../../api/client.ts";
import { type Dimension, groupsQuery } from "../../api/insights.ts";
import { DIMENSIONS } from "../../app/pageSearch.ts";
import type { FilterName, FilterSearch, ViewSearch } from "../../app/search.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { deploymentRatio, soldSeats, usageRatio } from "../../figures/scoped.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Choice } from "../../ui/Choice.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { useGroupName } from "../../ui/useGroupName.ts";

type Group = Schemas["GroupBody"];

const FILTER = {
  service: "services",
  workload: "workloads",
  sku: "skus",
  country: "countries",
  segment: "segments",
  reseller: "resellers",
  tag: "tags",
} as const satisfies Record<Dimension, FilterName>;

/** What has no key is not of the kind that is asked for: it closes the list. */
function namedFirst(items: readonly Group[]): readonly Group[] {
  return [...items].sort((one, other) => Number(one.key == null) - Number(other.key == null));
}

interface Properties {
  readonly by: Dimension;
  readonly asked: ViewSearch & FilterSearch;
}

/** The portfolio in parts: by service, workload, product, country and so on. */
export function Breakdown({ by, asked }: Properties) {
  const { t } = useWords();
  const change = useSearchChange();
  const groups = useQuery(groupsQuery(by, asked));
  const columns = useColumns(by, asked, (key) => change({ [FILTER[by]]: key }));
  return (
    <Card
      title={t("breakdown-title")}
      hint={t(by === "tag" ? "breakdown-hint-tag" : "breakdown-hint")}
      actions={
        <Choice
          title={t("breakdown-by")}
          name="by"
          choices={DIMENSIONS.map((value) => ({ value, title: t(`dimension-${value}`) }))}
          chosen={by}
          onChoose={(value) => change({ by: value }, "replaces")}
        />
      }
    >
      <Shown query={groups} lines={10}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice title={t("breakdown-empty")} />
          ) : (
            <Table
              caption={`${t("breakdown-title")}: ${t(`dimension-${by}`)}`}
              columns={columns}
              rows={namedFirst(items)}
              rowKey={(it) => it.key ?? ""}
            />
          )
        }
      </Shown>
    </Card>
  );
}

function useColumns(
  by: Dimension,
  { sellers }: ViewSearch,
  choose: (key: string) => void,
): readonly Column<Group>[] {
  const { t, formats } = useWords();
  const name = useGroupName(by);
  const number = (key: string, cell: (it: Group) => string): Column<Group> => ({
    key,
    title: t(`column-${key}`),
    isNumber: true,
    cell,
  });
  // What is not told apart by sellers is not shown of the partner's own.
  const ofAll = (column: Column<Group>) => (sellers === "own" ? [] : [column]);
  const deployment = [
    number("sold", (it) => formats.count(it.deployment && soldSeats(it.deployment, sellers))),
    ...ofAll(number("unassigned", (it) => formats.count(it.deployment?.unassigned))),
    {
      key: "deployment",
      title: t("figure-deployment"),
      cell: (it: Group) => (
        <Meter ratio={it.deployment && deploymentRatio(it.deployment, sellers)} />
      ),
    },
  ];
  const usage = [
    number("entitlements", (it) =>
      formats.count(sellers === "own" ? it.usage?.entitlements_own : it.usage?.entitlements),
    ),
    {
      key: "usage",
      title: t("figure-usage"),
      cell: (it: Group) => <Meter ratio={it.usage && usageRatio(it.usage, sellers)} />,
    },
    ...ofAll(number("overage", (it) => formats.count(it.usage?.users?.overage.total))),
  ];
  return [
    {
      key: "name",
      title: t(`dimension-${by}`),
      isHeader: true,
      cell: (it) => {
        // Where it is not given, a dash asks for it.
        const key = it.key ?? "-";
        return (
          <button
            type="button"
            className="plain-button"
            title={t("breakdown-choose")}
            onClick={() => choose(key)}
          >
            {name(it)}
          </button>
        );
      },
    },
    number("customers", (it) => formats.count(it.customers)),
    ...(by === "workload" ? [] : deployment),
    ...(by === "sku" ? [] : usage),
  ];
}
