const MILLIS = 86_400_000;

/** The day so many days later; days are calendar days without a time zone. */
export function plusDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * MILLIS).toISOString().slice(0, 10);
}

/** Every day from the first to the last, both included. */
export function daysFrom(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = plusDays(day, 1)) days.push(day);
  return days;
}

/** The same date so many months before, or the last day of a shorter month. */
export function minusMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const longest = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0));
  first.setUTCDate(Math.min(date, longest.getUTCDate()));
  return first.toISOString().slice(0, 10);
}

/** The days of so many months, of which the last one ends with a day. */
export function monthsBefore(day: string, months: number) {
  return { from: minusMonths(`${day.slice(0, 7)}-01`, months - 1), to: day };
}
