import { expect, test } from "vitest";
import { webhookState } from "./webhookState.ts";

const check = (is_enabled: boolean, delivered_at: string | null, failed_at: string | null) =>
  webhookState({
    webhook_id: "1",
    name: "CRM",
    address: "https://crm.example/hook",
    is_enabled,
    created_at: "2026-03-01T00:00:00Z",
    delivered_at,
    failed_at,
    failure: failed_at === null ? null : "refused",
  });
const [MORNING, NOON] = ["2026-03-02T08:00:00Z", "2026-03-02T12:00:00Z"];

test("what was never sent has neither arrived nor failed", () => {
  expect(check(true, null, null)).toBe("waiting");
});

test("the last attempt decides", () => {
  expect(check(true, MORNING, null)).toBe("told");
  expect(check(true, null, MORNING)).toBe("failing");
  expect(check(true, MORNING, NOON)).toBe("failing");
  expect(check(true, NOON, MORNING)).toBe("told");
});

test("one that is paused is paused, whatever came before", () => {
  expect(check(false, MORNING, NOON)).toBe("paused");
});
