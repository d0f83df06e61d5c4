import { Button } from "@fluentui/react-components";
import { ChevronDoubleLeftRegular } from "@fluentui/react-icons/svg/chevron-double-left";
import { ChevronDoubleRightRegular } from "@fluentui/react-icons/svg/chevron-double-right";
import { ChevronLeftRegular } from "@fluentui/react-icons/svg/chevron-left";
import { ChevronRightRegular } from "@fluentui/react-icons/svg/chevron-right";
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from "react";
import { useWords } from "../l10n/WordsContext.tsx";
import { dayByKey, monthGrid, plusMonths } from "./monthGrid.ts";
import "./calendar.css";

interface Properties {
  readonly day: string;
  readonly first: string;
  readonly last: string;
  readonly onChoose: (day: string) => void;
}

/** A Monday, from which the names of the weekdays are written. */
const MONDAY = "2026-01-05";

/** A calendar of the days of which anything is known; arrows walk it, Enter chooses. */
export default function DayCalendar({ day, first, last, onChoose }: Properties) {
  const { t, formats } = useWords();
  const [focused, setFocused] = useState(day);
  const table = useRef<HTMLTableElement>(null);
  const month = focused.slice(0, 7);
  const within = (it: string) => {
    if (it < first) return first;
    return it > last ? last : it;
  };
  const show = (count: number) => setFocused(within(`${plusMonths(month, count)}-01`));
  useEffect(() => {
    table.current?.querySelector<HTMLElement>(`[data-day="${focused}"]`)?.focus();
  }, [focused]);
  function walk(event: KeyboardEvent) {
    const to = dayByKey(event.key, focused);
    if (to === undefined) return;
    event.preventDefault();
    setFocused(within(to));
  }
  const step = (count: number, title: string, icon: ReactElement) => (
    <Button
      size="small"
      appearance="subtle"
      icon={icon}
      aria-label={t(title)}
      onClick={() => show(count)}
    />
  );
  return (
    <div className="calendar">
      <div className="calendar__head">
        {step(-12, "calendar-year-before", <ChevronDoubleLeftRegular />)}
        {step(-1, "calendar-month-before", <ChevronLeftRegular />)}
        <p aria-live="polite">{formats.month(focused)}</p>
        {step(1, "calendar-month-after", <ChevronRightRegular />)}
        {step(12, "calendar-year-after", <ChevronDoubleRightRegular />)}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid of days. */}
      <table ref={table} role="grid" aria-label={formats.month(focused)} onKeyDown={walk}>
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
              {week.map((it, weekday) => (
                <td key={it ?? `${weekday}`}>
                  {it !== null && (
                    <button
                      type="button"
                      data-day={it}
                      tabIndex={it === focused ? 0 : -1}
                      disabled={it < first || it > last}
                      aria-current={it === day ? "date" : undefined}
                      aria-label={formats.longDay(it)}
                      onClick={() => onChoose(it)}
                    >
                      {Number(it.slice(8))}
                    </button>
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
