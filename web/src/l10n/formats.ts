/** A part of a whole, as the API writes it. */
export interface Ratio {
  readonly part: number;
  readonly whole: number;
  readonly percent?: number | null | undefined;
}

/** What stands where nothing is known. */
export const UNKNOWN = "–";

/** How a language writes counts, percentages, days and moments. */
export class Formats {
  readonly #locale: string;
  readonly #count: Intl.NumberFormat;
  readonly #percent: Intl.NumberFormat;
  readonly #aligned: Intl.NumberFormat;
  readonly #exact: Intl.NumberFormat;
  readonly #axisPercent: Intl.NumberFormat;
  readonly #points: Intl.NumberFormat;
  readonly #compact: Intl.NumberFormat;
  readonly #month: Intl.DateTimeFormat;
  readonly #longDay: Intl.DateTimeFormat;

  constructor(language: string) {
    this.#locale = language === "es" ? "es-ES" : "en-GB";
    const number = (options: Intl.NumberFormatOptions) =>
      new Intl.NumberFormat(this.#locale, { useGrouping: "always", ...options });
    this.#count = number({});
    this.#percent = number({ style: "percent", maximumFractionDigits: 1 });
    this.#aligned = number({
      style: "percent",
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
    this.#exact = number({ style: "percent", maximumFractionDigits: 2 });
    this.#axisPercent = number({ style: "percent", maximumFractionDigits: 0 });
    this.#points = number({ signDisplay: "exceptZero", maximumFractionDigits: 1 });
    this.#compact = number({ notation: "compact", maximumFractionDigits: 1 });
    const day = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(this.#locale, { timeZone: "UTC", ...options });
    this.#month = day({ month: "short", year: "numeric" });
    this.#longDay = day({ weekday: "short", day: "numeric", month: "long", year: "numeric" });
  }

  count(count: number | null | undefined): string {
    return count === null || count === undefined ? UNKNOWN : this.#count.format(count);
  }

  /** For axes, where a rough number is enough: `12 K`. */
  compact(count: number): string {
    return this.#compact.format(count);
  }

  /** A ratio as a percentage; a dash where the API says that there is none. */
  percent(ratio: Ratio | null | undefined): string {
    return written(this.#percent, ratio);
  }

  /** The same for columns, where the decimal marks stand one below the other. */
  alignedPercent(ratio: Ratio | null | undefined): string {
    return written(this.#aligned, ratio);
  }

  /** A percentage that the API gives as a number, with the decimals that it has. */
  exactPercent(percent: number | null | undefined): string {
    return percent === null || percent === undefined ? UNKNOWN : this.#exact.format(percent / 100);
  }

  /** A change in percentage points: `+1.8`. */
  points(points: number): string {
    return this.#points.format(points);
  }

  axisPercent(percent: number): string {
    return this.#axisPercent.format(percent / 100);
  }

  /** A day: `2026-03-01`, in Spanish `01/03/2026`, as everywhere in the product. */
  day(day: string | null | undefined): string {
    if (day === null || day === undefined) return UNKNOWN;
    const [year, month, date] = day.split("-");
    return this.#locale === "es-ES" ? `${date}/${month}/${year}` : day;
  }

  /** The names of seven days from one on. */
  weekdays(first: string): readonly { readonly short: string; readonly long: string }[] {
    const start = Date.parse(`${first}T00:00:00Z`);
    const name = (weekday: "short" | "long", it: number) =>
      new Intl.DateTimeFormat(this.#locale, { weekday, timeZone: "UTC" }).format(
        start + it * 86_400_000,
      );
    return [0, 1, 2, 3, 4, 5, 6].map((it) => ({
      short: name("short", it),
      long: name("long", it),
    }));
  }

  longDay(day: string): string {
    return this.#longDay.format(new Date(`${day}T00:00:00Z`));
  }

  month(day: string): string {
    return this.#month.format(new Date(`${day}T00:00:00Z`));
  }

  /** A moment in UTC, to the minute. */
  moment(moment: string | null | undefined): string {
    if (moment === null || moment === undefined) return UNKNOWN;
    const [day, time] = new Date(moment).toISOString().split("T");
    return `${this.day(day)} ${time?.slice(0, 5)} UTC`;
  }

  size(bytes: number | null | undefined): string {
    if (bytes === null || bytes === undefined) return UNKNOWN;
    const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
    const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
    const unit = units[power] ?? "byte";
    const options = { style: "unit", unit, maximumFractionDigits: 1 } as const;
    return new Intl.NumberFormat(this.#locale, options).format(bytes / 1000 ** power);
  }

  /** A price as files write it, in the reader's language; what is no number stays as it is. */
  price(price: string, currency: string | null | undefined): string {
    const [whole = "", decimals = ""] = price.split(".");
    if (!/^\d+$/.test(whole + decimals)) return `${price} ${currency ?? ""}`.trim();
    const digits = Math.max(decimals.length, 2);
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    const format = new Intl.NumberFormat(this.#locale, {
      useGrouping: "always",
      ...options,
      ...(currency != null && /^[A-Z]{3}$/.test(currency) && { style: "currency", currency }),
    });
    return format.format(Number(price));
  }

  /** A country by its code, when it is one: `Spain`. */
  country(code: string): string {
    if (!/^[A-Z]{2}$/.test(code)) return code;
    return new Intl.DisplayNames(this.#locale, { type: "region" }).of(code) ?? code;
  }
}

function written(format: Intl.NumberFormat, ratio: Ratio | null | undefined): string {
  if (ratio === null || ratio === undefined || ratio.whole === 0) return UNKNOWN;
  return ratio.percent === null ? UNKNOWN : format.format(ratio.part / ratio.whole);
}
