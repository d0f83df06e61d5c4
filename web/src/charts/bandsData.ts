/** A band of 20 points and how many customers are in it. */
export interface Band {
  /** Its number, as the API counts them: 0 is below 20 %, 4 is 80 % and above. */
  readonly number: number;
  readonly customers: number;
  /** Its length beside the longest, from 0 to 1; for drawing only. */
  readonly length: number;
}

/** The bands of a distribution, lowest first. */
export function bandsData(customers: readonly number[]): readonly Band[] {
  const longest = Math.max(1, ...customers);
  return customers.map((it, number) => ({ number, customers: it, length: it / longest }));
}
