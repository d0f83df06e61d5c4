import { Calendar, DayOfWeek } from "@fluentui/react-calendar-compat";
import { useWords } from "../l10n/WordsContext.tsx";

interface Properties {
  readonly day: string;
  readonly first: string;
  readonly last: string;
  readonly onChoose: (day: string) => void;
}

/** The calendar knows days as local midnights; nothing else of a moment is used. */
const toDate = (day: string) => new Date(`${day}T00:00:00`);
const two = (number: number) => String(number).padStart(2, "0");
const toDay = (it: Date) => `${it.getFullYear()}-${two(it.getMonth() + 1)}-${two(it.getDate())}`;

/** A calendar of the days of which anything is known. */
export default function DayCalendar({ day, first, last, onChoose }: Properties) {
  const { t, language } = useWords();
  const written = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, options);
  const months = (month: "long" | "short") =>
    Array.from({ length: 12 }, (_, it) => written({ month }).format(new Date(2026, it, 1)));
  // The fourth of January 2026 is a Sunday, with which the calendar begins.
  const weekdays = (weekday: "long" | "narrow") =>
    Array.from({ length: 7 }, (_, it) => written({ weekday }).format(new Date(2026, 0, 4 + it)));
  return (
    <Calendar
      value={toDate(day)}
      minDate={toDate(first)}
      maxDate={toDate(last)}
      firstDayOfWeek={DayOfWeek.Monday}
      showGoToToday={false}
      isMonthPickerVisible={false}
      highlightSelectedMonth
      onSelectDate={(date) => onChoose(toDay(date))}
      strings={{
        months: months("long"),
        shortMonths: months("short"),
        days: weekdays("long"),
        shortDays: weekdays("narrow"),
        goToToday: "",
        prevMonthAriaLabel: t("calendar-month-before"),
        nextMonthAriaLabel: t("calendar-month-after"),
        prevYearAriaLabel: t("calendar-year-before"),
        nextYearAriaLabel: t("calendar-year-after"),
        monthPickerHeaderAriaLabel: t("calendar-month"),
        yearPickerHeaderAriaLabel: t("calendar-year"),
      }}
    />
  );
}
