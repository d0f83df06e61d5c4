/** A customer by its id, and what it is called. */
export interface Named {
  readonly customer_id: string;
  readonly name: string;
}

/** The customers with one more at the end, or without it where it was among them. */
export function toggled(customers: readonly Named[], customer: Named): readonly Named[] {
  const { customer_id, name } = customer;
  const rest = customers.filter((it) => it.customer_id !== customer_id);
  return rest.length === customers.length ? [...rest, { customer_id, name }] : rest;
}
