import type { Action } from "../../api/actions.ts";
import type { Schemas } from "../../api/client.ts";

type Renewal = Schemas["CalendarRenewal"];

/** Something that the calendar shows on a day. */
export type Entry = { readonly on: string; readonly key: string } & (
  | { readonly kind: "begins" | "ends"; readonly action: Action }
  | { readonly kind: "renewal" | "trial"; readonly renewal: Renewal }
);

/** What lies on the days of a calendar, by day: actions first, then renewals. */
export function calendarEntries(
  body: Schemas["ActionCalendarBody"],
  from: string,
  to: string,
): readonly Entry[] {
  const entries = [
    ...body.actions.flatMap(actionEntries),
    ...body.renewals.map((renewal): Entry => {
      const kind = renewal.is_trial ? "trial" : "renewal";
      const { customer, subscription_id, on } = renewal;
      return { on, key: `${customer.customer_id} ${subscription_id}`, kind, renewal };
    }),
  ];
  return entries
    .filter((it) => from <= it.on && it.on <= to)
    .sort((one, other) => one.on.localeCompare(other.on));
}

/** The first and the last day of an action: the real ones, or else the planned ones. */
function actionEntries(action: Action): readonly Entry[] {
  const { action_id, started_on, ended_on, planned_from, planned_to } = action;
  const [first, last] = [started_on ?? planned_from, ended_on ?? planned_to];
  const begins = first == null ? [] : [entry("begins", first)];
  const ends = last == null || last === first ? [] : [entry("ends", last)];
  return [...begins, ...ends];

  function entry(kind: "begins" | "ends", on: string): Entry {
    return { on, key: `${action_id} ${kind}`, kind, action };
  }
}
