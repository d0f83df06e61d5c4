import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failed } from "./Failed.tsx";
import { Loading } from "./Loading.tsx";

interface Properties<T> {
  readonly query: UseQueryResult<T>;
  /** How many lines the answer is high, about. */
  readonly lines?: number;
  readonly children: (data: T) => ReactNode;
}

/** What was asked for, or the state in its place: being read, or failed. */
export function Shown<T>({ query, lines, children }: Properties<T>) {
  if (query.data !== undefined && !query.isError) {
    return (
      <div className={query.isPlaceholderData ? "stale" : "fresh"} aria-busy={query.isFetching}>
        {children(query.data)}
      </div>
    );
  }
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return lines === undefined ? <Loading /> : <Loading lines={lines} />;
}
