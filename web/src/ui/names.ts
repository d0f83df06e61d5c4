interface SkuNames {
  readonly product_name: string;
  readonly sku_part_number: string;
  readonly sku_id: string;
}

/** What a SKU is called: one that the catalogue does not know has only what files say. */
export function skuName(sku: SkuNames): string {
  return [sku.product_name, sku.sku_part_number, sku.sku_id].find((it) => it !== "") ?? "";
}

/** How the API is asked for a SKU. */
export function skuKey(sku: SkuNames): string {
  return sku.sku_id === "" ? sku.sku_part_number : sku.sku_id;
}

/** What a customer is called; its id when no file names it. */
export function customerName(customer: {
  readonly name: string;
  readonly customer_id: string;
}): string {
  return customer.name === "" ? customer.customer_id : customer.name;
}
