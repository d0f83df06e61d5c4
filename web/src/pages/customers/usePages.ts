import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { type CustomerRow, customersQuery, type ListAsked } from "../../api/insights.ts";

/** So many customers are asked for at once. */
export const PAGE = 100;

interface Pages {
  readonly total: number | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly row: (at: number) => CustomerRow | undefined;
  readonly retry: () => void;
}

/** The pages of the list that are seen: those between two rows, and the first one. */
export function usePages(asked: ListAsked, from: number, to: number): Pages {
  const first = useQuery({ ...customersQuery(asked, 0, PAGE), placeholderData: keepPreviousData });
  const total = first.data?.total;
  const last = Math.min(Math.floor(to / PAGE), Math.floor(Math.max((total ?? 1) - 1, 0) / PAGE));
  const numbers: number[] = [];
  for (let page = Math.floor(from / PAGE); page <= last; page += 1)
    if (page > 0) numbers.push(page);
  const others = useQueries({
    queries: numbers.map((page) => customersQuery(asked, page * PAGE, PAGE)),
  });
  const shown = new Map(others.map((it, at) => [numbers[at], it.data?.items] as const));
  return {
    total,
    error: first.error ?? others.find((it) => it.isError)?.error,
    isFetching: first.isFetching || others.some((it) => it.isFetching),
    row: (at) => {
      const page = Math.floor(at / PAGE);
      const items = page === 0 ? first.data?.items : shown.get(page);
      return items?.[at - page * PAGE];
    },
    retry: () => {
      void first.refetch();
      for (const it of others) if (it.isError) void it.refetch();
    },
  };
}
