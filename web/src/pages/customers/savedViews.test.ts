import { expect, test } from "vitest";
import { withView } from "./savedViews.ts";

test("a view of the same name is replaced, and views stand by name", () => {
  const views = withView(withView([], { name: "South", search: "?tags=south" }), {
    name: "At risk",
    search: "?bands=0",
  });
  expect(views.map((it) => it.name)).toEqual(["At risk", "South"]);
  const changed = withView(views, { name: "South", search: "?tags=south&sort=sold" });
  expect(changed).toHaveLength(2);
  expect(changed[1]?.search).toBe("?tags=south&sort=sold");
});
