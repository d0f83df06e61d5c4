import { expect, test } from "vitest";
import { productText } from "./productText.ts";

test("a product is a catalogue file of one entry", () => {
  const text = productText({
    id: "6fd2c87f-b296-42f0-b197-1e91e994b900",
    part_number: "FIELD_TOOLKIT_2027",
    name: 'Field "Toolkit" \\ 2027',
    service: "office365",
    class: "paid",
    base: ["exchange", "teams"],
    addon: [],
  });
  expect(text).toBe(`[[sku]]
id = "6fd2c87f-b296-42f0-b197-1e91e994b900"
part_number = "FIELD_TOOLKIT_2027"
name = "Field \\"Toolkit\\" \\\\ 2027"
service = "office365"
class = "paid"
base = ["exchange","teams"]
addon = []
`);
});
