/** A customer of the files below. */
export const CONTOSO = "11111111-1111-1111-1111-111111111111";

const file = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(`${lines.join("\n")}\n`),
});

const SUBSCRIPTIONS = "customer_id,subscription_id,sku,quantity,status,as_of,seller";

/** A customer with two seats and three users; its name would be a tag in a careless page. */
export const GOOD_FILES = [
  file("customers.csv", ["customer_id,name,country", `${CONTOSO},<b>Contoso</b>,ES`]),
  file("subscriptions.csv", [SUBSCRIPTIONS, `${CONTOSO},s1,SPE_E3,2,active,2026-02-01,own`]),
  file("assignments.csv", [
    "customer_id,user_id,sku,assigned_on,removed_on",
    `${CONTOSO},ana@contoso.com,SPE_E3,2026-02-01,`,
    `${CONTOSO},bea,SPE_E3,2026-02-01,2026-03-10`,
    `${CONTOSO},carl,SPE_E3,2026-03-10,`,
  ]),
  file("activity.csv", [
    "customer_id,user_id,workload,day",
    `${CONTOSO},ana@contoso.com,exchange,2026-03-31`,
    `${CONTOSO},bea,exchange,2026-03-05`,
    `${CONTOSO},carl,exchange,2026-03-20`,
    `${CONTOSO},ana@contoso.com,exchange,2026-03-04`,
  ]),
];

/** Users of whom one has an impossible kind: few enough to be set aside. */
export const MOSTLY_GOOD_FILE = file("users.csv", [
  "customer_id,user_id,kind",
  ...[...Array(300).keys()].map((it) => `${CONTOSO},user${it},member`),
  `${CONTOSO},eve,wizard`,
]);

/** A subscription of a product that no catalogue knows. */
export const NEW_PRODUCT_FILE = file("new-product.csv", [
  SUBSCRIPTIONS,
  `${CONTOSO},s2,FIELD_TOOLKIT_2027,5,active,2026-02-01,own`,
]);

const snapshot = (users: number, day: string) =>
  file(`last-activity-${day}.csv`, [
    "customer_id,user_id,workload,last_active_on,as_of",
    ...[...Array(users).keys()].map((it) => `${CONTOSO},user${it},teams,2026-03-30,${day}`),
  ]);

/** A snapshot of nine users, and one that lists only two of them a day later. */
export const SHRINKING_FILES = [snapshot(9, "2026-04-01"), snapshot(2, "2026-04-02")];

/** Subscriptions with a day that does not exist, in line 2. */
export const BAD_FILE = file("subscriptions.csv", [
  SUBSCRIPTIONS,
  `${CONTOSO},s1,SPE_E3,2,active,2026-02-30,own`,
]);
