import { useWords } from "../l10n/WordsContext.tsx";
import type { Column } from "./Table.tsx";

/** Makes columns of counts; what is not known is a dash. */
export function useCountColumn<T>() {
  const { formats } = useWords();
  return (key: string, title: string, of: (row: T) => number | null | undefined): Column<T> => ({
    key,
    title,
    isNumber: true,
    cell: (row) => formats.count(of(row)),
  });
}
