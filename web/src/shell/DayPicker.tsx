import { Button } from "@fluentui/react-components";
import { CalendarRegular } from "@fluentui/react-icons/svg/calendar";
import { ChevronLeftRegular } from "@fluentui/react-icons/svg/chevron-left";
import { ChevronRightRegular } from "@fluentui/react-icons/svg/chevron-right";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { portfolioQuery } from "../api/insights.ts";
import { viewOf } from "../app/search.ts";
import { useSearchChange } from "../app/useSearchChange.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Disclosure } from "../ui/Disclosure.tsx";
import { plusDays } from "../ui/days.ts";
import { Loading } from "../ui/Loading.tsx";

const DayCalendar = lazy(() => import("./DayCalendar.tsx"));

/** The day that is shown: one of those of which anything is known; the newest without it. */
export function DayPicker() {
  const { t, formats } = useWords();
  const change = useSearchChange();
  const view = viewOf(useSearch({ strict: false }) as Record<string, unknown>);
  const { data } = useQuery(portfolioQuery(view));
  const day = view.on ?? data?.day;
  const known = data?.known;
  if (day === undefined || known == null) return null;

  const isNewest = day === known.last;
  const show = (on: string) => {
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
      <Disclosure
        label={t("view-day")}
        icon={<CalendarRegular />}
        title={
          <>
            <span className="visually-hidden">{t("view-day")}</span>
            <span>{formats.day(day)}</span>
            {isNewest && <span className="day__note">{t("view-day-newest")}</span>}
          </>
        }
      >
        {(close) => (
          <Suspense fallback={<Loading lines={6} />}>
            <DayCalendar
              day={day}
              first={known.first}
              last={known.last}
              onChoose={(on) => {
                close();
                show(on);
              }}
            />
          </Suspense>
        )}
      </Disclosure>
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
