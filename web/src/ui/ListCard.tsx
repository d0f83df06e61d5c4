import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Card } from "./Card.tsx";
import { Notice } from "./Notice.tsx";
import { Shown } from "./Shown.tsx";

interface Properties<T> {
  readonly title: string;
  readonly hint?: string;
  readonly actions?: ReactNode;
  readonly query: UseQueryResult<{ readonly items: readonly T[] }>;
  /** How many lines the list is high, about. */
  readonly lines: number;
  /** What is said when there is nothing, and the next step. */
  readonly empty: { readonly title: string; readonly text: string };
  readonly children: (items: readonly T[]) => ReactNode;
}

/** A list of the server's in a card of its own, with its three other states. */
export function ListCard<T>(properties: Properties<T>) {
  const { query, lines, empty, children, ...card } = properties;
  return (
    <Card {...card}>
      <Shown query={query} lines={lines}>
        {({ items }) => (items.length === 0 ? <Notice {...empty} /> : children(items))}
      </Shown>
    </Card>
  );
}
