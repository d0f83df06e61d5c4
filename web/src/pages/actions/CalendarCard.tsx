import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { calendarQuery } from "../../api/actions.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { monthGrid, plusMonths } from "../../shell/monthGrid.ts";
import { Card } from "../../ui/Card.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { CalendarGrid } from "./CalendarGrid.tsx";
import { CalendarTable } from "./CalendarTable.tsx";
import { calendarEntries } from "./calendarEntries.ts";

interface Properties {
  /** The month that is shown; without it the present one. */
  readonly month: string | undefined;
  readonly onOpen: (actionId: string) => void;
}

/** Actions and renewals of a month, as a calendar or as a table. */
export function CalendarCard({ month, onOpen }: Properties) {
  const { t, formats } = useWords();
  const change = useSearchChange();
  const [isTable, setTable] = useState(false);
  // Plans are about the reader's own days, not about those of the data.
  const shown = month ?? new Date().toISOString().slice(0, 7);
  const days = monthGrid(shown)
    .flat()
    .filter((it) => it !== null);
  const [from = "", to = ""] = [days.at(0), days.at(-1)];
  const calendar = useQuery(calendarQuery(from, to));
  const show = (count: number) => change({ month: plusMonths(shown, count) }, "replaces");
  const title = t("calendar-title", { month: formats.month(from) });
  return (
    <Card
      title={title}
      hint={t("calendar-hint")}
      actions={
        <>
          <Button size="small" onClick={() => show(-1)}>
            {t("calendar-month-before")}
          </Button>
          <Button size="small" onClick={() => show(1)}>
            {t("calendar-month-after")}
          </Button>
          <Button size="small" appearance="subtle" onClick={() => setTable(!isTable)}>
            {t(isTable ? "calendar-show" : "chart-show-table")}
          </Button>
        </>
      }
    >
      <Shown query={calendar} lines={18}>
        {(body) => {
          const entries = calendarEntries(body, from, to);
          return isTable ? (
            <CalendarTable title={title} entries={entries} onOpen={onOpen} />
          ) : (
            <CalendarGrid
              title={title}
              month={shown}
              entries={entries}
              onOpen={onOpen}
              onTable={() => setTable(true)}
            />
          );
        }}
      </Shown>
    </Card>
  );
}
