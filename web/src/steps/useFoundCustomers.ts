import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type CustomerRow, customersQuery } from "../api/insights.ts";

/** So many customers are offered; who looks for others types more. */
const MOST = 8;
/** The server is asked once the reader pauses. */
const PAUSE = 200;

export interface Found {
  readonly customers: readonly CustomerRow[];
  /** How many there are in all; nothing while nothing was asked. */
  readonly total: number | undefined;
  readonly error: unknown;
}

const NOTHING: Found = { customers: [], total: undefined, error: null };

/** The first customers that have a text in their name, domain or id, by the newest day. */
export function useFoundCustomers(text: string): Found {
  const wanted = text.trim();
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data, error } = useQuery({
    ...customersQuery({ search: asked }, 0, MOST),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  if (wanted === "" || asked === "") return NOTHING;
  return { customers: data?.items ?? [], total: data?.total, error };
}
