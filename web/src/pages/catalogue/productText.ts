/** A product as a person describes it to the catalogue. */
export interface Product {
  readonly id: string;
  readonly part_number: string;
  readonly name: string;
  readonly service: string;
  readonly class: string;
  readonly base: readonly string[];
  readonly addon: readonly string[];
}

/** What the data says of a product that the catalogue does not know. */
export type Found = Pick<Product, "id" | "part_number" | "name">;

/** The classes of products, as catalogue files write them. */
export const CLASSES = ["paid", "free", "device"] as const;

/** The product as a catalogue file. */
export function productText(product: Product): string {
  // Basic strings of TOML escape as those of JSON do.
  const lines = Object.entries({
    id: product.id,
    part_number: product.part_number,
    name: product.name,
    service: product.service,
    class: product.class,
    base: [...product.base],
    addon: [...product.addon],
  }).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  return `[[sku]]\n${lines.join("\n")}\n`;
}
