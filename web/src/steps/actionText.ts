import type { Action } from "../api/actions.ts";
import type { Formats } from "../l10n/formats.ts";
import type { Words } from "../l10n/words.ts";
import { customerName } from "../ui/names.ts";

/** For whom an action is: the first customer, and how many more. */
export function customersText(action: Pick<Action, "customers">, t: Words["say"]): string {
  const [first] = action.customers;
  if (first === undefined) return t("action-no-customer");
  const more = action.customers.length - 1;
  const name = customerName(first);
  return more === 0 ? name : t("action-customers", { name, count: more });
}

type Days = Pick<Action, "planned_from" | "planned_to" | "started_on" | "ended_on">;

/** When an action is done: the real days, or else the planned ones. */
export function daysText(action: Days, t: Words["say"], formats: Formats): string {
  const { started_on, ended_on, planned_from, planned_to } = action;
  const isReal = started_on != null || ended_on != null;
  const [from, to] = isReal ? [started_on, ended_on] : [planned_from, planned_to];
  if (from == null && to == null) return t("action-no-days");
  return t(isReal ? "action-days-real" : "action-days-planned", {
    from: from == null ? "…" : formats.day(from),
    to: to == null ? "…" : formats.day(to),
  });
}
