import {
  Button,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Spinner,
} from "@fluentui/react-components";
import { CalendarRegular } from "@fluentui/react-icons/svg/calendar";
import { ChevronLeftRegular } from "@fluentui/react-icons/svg/chevron-left";
import { ChevronRightRegular } from "@fluentui/react-icons/svg/chevron-right";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { portfolioQuery } from "../api/insights.ts";
import { viewOf } from "../app/search.ts";
import { useSearchChange } from "../app/useSearchChange.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { plusDays } from "../ui/days.ts";

const DayCalendar = lazy(() => import("./DayCalendar.tsx"));

/** The day that is shown: one of those of which anything is known; the newest without it. */
export function DayPicker() {
  const { t, formats } = useWords();
  const change = useSearchChange();
  const [isOpen, setOpen] = useState(false);
  const view = viewOf(useSearch({ strict: false }) as Record<string, unknown>);
  const { data } = useQuery(portfolioQuery(view));
  const day = view.on ?? data?.day;
  const known = data?.known;
  if (day === undefined || known == null) return null;

  const isNewest = day === known.last;
  const show = (on: string) => {
    setOpen(false);
    change({ on: on === known.last ? undefined : on });
  };
  return (
    <div className="day">
      <Button
        appearance="subtle"
        icon={<ChevronLeftRegular />}
        aria-label={t("view-day-before")}
        disabled={day <= known.first}
        onClick={() => show(plusDays(day, -1))}
      />
      <Popover open={isOpen} onOpenChange={(_, to) => setOpen(to.open)} trapFocus>
        <PopoverTrigger disableButtonEnhancement>
          <Button
            className="day__button"
            icon={<CalendarRegular />}
            aria-label={t("view-day-choose", { day: formats.day(day) })}
          >
            <span className="day__text">{formats.day(day)}</span>
            {isNewest && <span className="day__note">{t("view-day-newest")}</span>}
          </Button>
        </PopoverTrigger>
        <PopoverSurface aria-label={t("view-day")}>
          <Suspense fallback={<Spinner label={t("state-loading")} />}>
            <DayCalendar day={day} first={known.first} last={known.last} onChoose={show} />
          </Suspense>
        </PopoverSurface>
      </Popover>
      <Button
        appearance="subtle"
        icon={<ChevronRightRegular />}
        aria-label={t("view-day-after")}
        disabled={day >= known.last}
        onClick={() => show(plusDays(day, 1))}
      />
    </div>
  );
}
