import { useWords } from "../../l10n/WordsContext.tsx";
import { monthGrid } from "../../shell/monthGrid.ts";
import type { Entry } from "./calendarEntries.ts";
import { EntryText } from "./EntryText.tsx";

/** So many entries of a day are drawn; the table has them all. */
const MOST = 4;
/** A Monday, from which the names of weekdays are taken. */
const MONDAY = "2024-01-01";

interface Properties {
  readonly title: string;
  readonly month: string;
  readonly entries: readonly Entry[];
  readonly onOpen: (actionId: string) => void;
  /** Shows the table, where there is more on a day. */
  readonly onTable: () => void;
}

/** The weeks of a month with what lies on each day. */
export function CalendarGrid({ title, month, entries, onOpen, onTable }: Properties) {
  const { formats } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <div className="table-frame" tabIndex={0}>
      <table className="month">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {formats.weekdays(MONDAY).map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthGrid(month).map((week) => (
            <tr key={week.find((it) => it !== null)}>
              {week.map((day, at) => (
                <td key={day ?? `none-${at}`}>
                  {day !== null && (
                    <Day
                      day={day}
                      entries={entries.filter((it) => it.on === day)}
                      onOpen={onOpen}
                      onTable={onTable}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DayProperties extends Pick<Properties, "entries" | "onOpen" | "onTable"> {
  readonly day: string;
}

function Day({ day, entries, onOpen, onTable }: DayProperties) {
  const { t } = useWords();
  return (
    <>
      <span className="month__day">{Number(day.slice(8))}</span>
      <ul className="month__entries">
        {entries.slice(0, MOST).map((it) => (
          <li key={it.key} className={`month__entry month__entry--${it.kind}`}>
            <EntryText entry={it} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {entries.length > MOST && (
        <button type="button" className="plain-button month__more" onClick={onTable}>
          {t("calendar-more", { count: entries.length - MOST })}
        </button>
      )}
    </>
  );
}
