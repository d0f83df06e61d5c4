import { plusDays } from "../ui/days.ts";

/** The weeks of a month, each from Monday; days of other months are `null`. */
export function monthGrid(month: string): readonly (readonly (string | null)[])[] {
  const first = `${month}-01`;
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const weeks: (string | null)[][] = [];
  for (
    let start = plusDays(first, -weekday);
    start.slice(0, 7) <= month;
    start = plusDays(start, 7)
  ) {
    const week = [0, 1, 2, 3, 4, 5, 6].map((it) => plusDays(start, it));
    weeks.push(week.map((day) => (day.startsWith(month) ? day : null)));
  }
  return weeks;
}

/** The month so many months later. */
export function plusMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The day that a key leads to in a calendar; nothing for keys that lead nowhere. */
export function dayByKey(key: string, day: string): string | undefined {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -7,
    ArrowDown: 7,
    Home: -weekday,
    End: 6 - weekday,
  };
  const step = steps[key];
  if (step !== undefined) return plusDays(day, step);
  if (key === "PageUp" || key === "PageDown") {
    const month = plusMonths(day.slice(0, 7), key === "PageUp" ? -1 : 1);
    const days = monthGrid(month)
      .flat()
      .filter((it) => it !== null);
    return days.findLast((it) => it.slice(8) <= day.slice(8));
  }
  return undefined;
}
