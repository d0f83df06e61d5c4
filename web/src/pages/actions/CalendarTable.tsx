import { useWords } from "../../l10n/WordsContext.tsx";
import { usePlayTitle } from "../../steps/usePlayTitle.ts";
import { Notice } from "../../ui/Notice.tsx";
import { skuName } from "../../ui/names.ts";
import { Table } from "../../ui/Table.tsx";
import type { Entry } from "./calendarEntries.ts";
import { EntryText } from "./EntryText.tsx";

interface Properties {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly onOpen: (actionId: string) => void;
}

/** The calendar as a table: every entry, with what it is about. */
export function CalendarTable({ title, entries, onOpen }: Properties) {
  const { t, formats } = useWords();
  const about = useAbout();
  if (entries.length === 0) {
    return <Notice title={t("calendar-empty")} text={t("calendar-empty-text")} />;
  }
  return (
    <Table
      caption={title}
      rows={entries}
      rowKey={(it) => it.key}
      columns={[
        { key: "day", isShort: true, title: t("column-day"), cell: (it) => formats.day(it.on) },
        {
          key: "what",
          isHeader: true,
          title: t("calendar-what"),
          cell: (it) => <EntryText entry={it} onOpen={onOpen} />,
        },
        { key: "about", title: t("column-detail"), cell: about },
        {
          key: "seats",
          isNumber: true,
          title: t("column-quantity"),
          cell: (it) => ("renewal" in it ? formats.count(it.renewal.quantity) : ""),
        },
      ]}
    />
  );
}

/** The play of an action with its state, or the product of a renewal with what becomes of it. */
function useAbout(): (entry: Entry) => string {
  const { t } = useWords();
  const playTitle = usePlayTitle();
  return (entry) => {
    if ("action" in entry) {
      return `${playTitle(entry.action.play)} · ${t(`action-status-${entry.action.status}`)}`;
    }
    const { sku, auto_renew } = entry.renewal;
    if (auto_renew == null) return skuName(sku);
    return `${skuName(sku)} · ${t(auto_renew ? "subscription-renews" : "subscription-ends")}`;
  };
}
