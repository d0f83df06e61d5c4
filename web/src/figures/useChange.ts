import { useWords } from "../l10n/WordsContext.tsx";
import { direction } from "./scoped.ts";

/** What stands below a figure: what it was, by how much it changed, and which way. */
export interface Change {
  /** By how much, where the API says it. */
  readonly by?: string;
  readonly text: string;
  readonly direction: "up" | "down" | "same" | undefined;
}

interface Changes {
  /** Of a percentage, which the API compares. */
  readonly ofPercent: (points: number | null | undefined, then: string) => Change;
  /** Of a count. */
  readonly ofCount: (now: number | null | undefined, then: number | null | undefined) => Change;
}

/** Words the change of figures in 28 days. */
export function useChange(): Changes {
  const { t, formats } = useWords();
  return {
    ofPercent: (points, then) => ({
      ...(points != null && { by: t("figure-change", { points: formats.points(points) }) }),
      text: t("figure-before", { value: then }),
      direction: direction(points, 0),
    }),
    ofCount: (now, then) => ({
      text: t("figure-before", { value: formats.count(then) }),
      direction: direction(now, then),
    }),
  };
}
