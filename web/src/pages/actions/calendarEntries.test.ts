import { expect, test } from "vitest";
import type { Schemas } from "../../api/client.ts";
import { calendarEntries } from "./calendarEntries.ts";

const action = (action_id: string, days: Partial<Schemas["ActionBody"]>) =>
  ({ action_id, customers: [], ...days }) as unknown as Schemas["ActionBody"];
const renewal = (subscription_id: string, on: string, is_trial: boolean) =>
  ({
    subscription_id,
    on,
    is_trial,
    customer: { customer_id: "c" },
  }) as unknown as Schemas["CalendarRenewal"];
const told = (body: Schemas["ActionCalendarBody"]) =>
  calendarEntries(body, "2026-03-01", "2026-03-31").map((it) => `${it.on} ${it.kind}`);

test("an action stands on its first and its last day, real days before planned ones", () => {
  const actions = [
    action("a", { planned_from: "2026-03-02", planned_to: "2026-03-20" }),
    action("b", { planned_from: "2026-03-02", started_on: "2026-03-04", ended_on: "2026-03-04" }),
    action("c", { planned_to: "2026-04-01" }),
  ];
  expect(told({ actions, renewals: [] })).toEqual([
    "2026-03-02 begins",
    "2026-03-04 begins",
    "2026-03-20 ends",
  ]);
});

test("renewals and ends of trials follow the actions of their day", () => {
  const body = {
    actions: [action("a", { planned_to: "2026-03-05" })],
    renewals: [renewal("s1", "2026-03-05", false), renewal("s2", "2026-03-04", true)],
  };
  expect(told(body)).toEqual(["2026-03-04 trial", "2026-03-05 ends", "2026-03-05 renewal"]);
});
