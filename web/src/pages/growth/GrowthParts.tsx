import { Field, Select } from "@fluentui/react-components";
import type { Schemas } from "../../api/client.ts";
import type { Growth } from "../../api/signals.ts";
import { GROWTH_BY, type Growing, type GrowthBy } from "../../app/stepsSearch.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Choice } from "../../ui/Choice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { skuKey } from "../../ui/names.ts";
import { Table } from "../../ui/Table.tsx";
import { useCountColumn } from "../../ui/useCountColumn.ts";
import { useGroupName } from "../../ui/useGroupName.ts";

type Group = Schemas["GrowthGroupBody"];

interface Properties {
  readonly growth: Growth;
  readonly of: Growing;
  readonly by: GrowthBy;
  readonly month: string | undefined;
}

/** A month in parts: which services, products, countries and so on grew. */
export function GrowthParts({ growth, of, by, month }: Properties) {
  const { t, formats } = useWords();
  const change = useSearchChange();
  const found = growth.months.findIndex((it) => it.month === month);
  const at = found < 0 ? growth.months.length - 1 : found;
  return (
    <Card
      className="matrix"
      title={t("growth-parts", { of: t(`growth-of-${of}`) })}
      hint={t(by === "tag" ? "growth-parts-hint-tag" : "growth-parts-hint")}
      actions={
        <>
          <Field
            className="no-print"
            label={{ children: t("column-month"), className: "visually-hidden" }}
          >
            <Select
              value={growth.months[at]?.month ?? ""}
              onChange={(_, { value }) => change({ month: value }, "replaces")}
            >
              {growth.months.toReversed().map((it) => (
                <option key={it.month} value={it.month}>
                  {formats.month(`${it.month}-01`)}
                </option>
              ))}
            </Select>
          </Field>
          <Choice
            title={t("breakdown-by")}
            name="by"
            choices={GROWTH_BY.map((value) => ({ value, title: t(`dimension-${value}`) }))}
            chosen={by}
            onChoose={(value) => change({ by: value }, "replaces")}
          />
        </>
      }
    >
      {growth.groups.length === 0 ? (
        <Notice title={t("breakdown-empty")} />
      ) : (
        <Rows groups={growth.groups} at={at} of={of} by={by} />
      )}
    </Card>
  );
}

interface RowProperties extends Pick<Properties, "of" | "by"> {
  readonly groups: readonly Group[];
  /** The place of the month. */
  readonly at: number;
}

function Rows({ groups, at, of, by }: RowProperties) {
  const { t } = useWords();
  const name = useGroupName(by);
  const number = useCountColumn<Group>();
  const flow = (key: keyof Schemas["FlowBody"]) =>
    number(key, t(`growth-${key}`), (it) => it.months[at]?.[of][key]);
  const due = groups[0]?.renewals ?? [];
  return (
    <Table
      caption={t("growth-parts", { of: t(`growth-of-${of}`) })}
      rows={groups}
      rowKey={(it) => it.key ?? (it.sku == null ? "-" : skuKey(it.sku))}
      columns={[
        { key: "name", isHeader: true, title: t(`dimension-${by}`), cell: name },
        flow("start"),
        flow("gained"),
        flow("first_seen"),
        flow("lost"),
        flow("end"),
        number("started", t("growth-trials"), (it) => it.months[at]?.trials_started),
        number("converted", t("growth-converted"), (it) => it.months[at]?.trials_converted),
        number("ended", t("growth-ended"), (it) => it.months[at]?.trials_ended),
        ...due.map(({ within_days: days }, place) =>
          number(
            `due-${days}`,
            t("growth-renewals-short", { days }),
            (it) => it.renewals[place]?.seats,
          ),
        ),
      ]}
    />
  );
}
