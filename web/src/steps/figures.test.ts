import { expect, test } from "vitest";
import type { Schemas } from "../api/client.ts";
import { explainedBy, subjectName } from "./figures.ts";

type Evidence = Schemas["EvidenceBody"];
const compared = (name: string) =>
  ({ left: { kind: "signal", name }, right: { kind: "number" } }) as Schemas["ComparisonBody"];
const workload = { workload: "teams", workload_name: "Teams" } as NonNullable<Evidence["workload"]>;
const sku = { sku_id: "", sku_part_number: "SPE_E3", product_name: "" } as NonNullable<
  Evidence["sku"]
>;

test("evidence leads to the figure of its workload or product", () => {
  expect(explainedBy({ workload, comparisons: [] })).toEqual({ explain: "workload:teams" });
  expect(explainedBy({ sku, comparisons: [] })).toEqual({ explain: "sku:SPE_E3" });
  expect([subjectName({ workload }), subjectName({ sku }), subjectName({})]).toEqual([
    "Teams",
    "SPE_E3",
    undefined,
  ]);
});

test("evidence of a whole customer leads to what its signals are of", () => {
  const leads = (name: string) => explainedBy({ comparisons: [compared(name)] });
  expect(leads("how_to_per_100")).toEqual({ lines: "tickets" });
  expect(leads("nps")).toEqual({ lines: "surveys" });
  expect(leads("overage_trial")).toEqual({ explain: "total:overage" });
  expect(leads("unused_paid_seats")).toEqual({ explain: "total:deployment" });
  expect(leads("people_active")).toEqual({ explain: "total:people" });
});
