import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

/** What changes in the address; `undefined` takes a value out of it. */
export type SearchChange = Readonly<Record<string, string | number | undefined>>;

/**
 * Changes what this page shows, by its address. The page stays where it is scrolled to; with
 * `replaces` "back" skips the change.
 */
export function useSearchChange(): (change: SearchChange, replaces?: "replaces") => void {
  const navigate = useNavigate();
  return useCallback(
    (change, replaces) =>
      void navigate({
        to: ".",
        resetScroll: false,
        replace: replaces === "replaces",
        search: (before: object): object => ({ ...before, ...change }),
      }),
    [navigate],
  );
}
