import type { Schemas } from "../api/client.ts";

/** The causes of an overage in the order in which they are told. */
export const CAUSES = ["turnover", "duplicate", "trial", "unlicensed", "other"] as const;
export type Cause = (typeof CAUSES)[number];

export interface StackPart {
  readonly key: "held" | "former" | "never" | "untold";
  readonly users: number;
  /** Where it begins and ends, in users from the left. */
  readonly from: number;
  readonly to: number;
}

/** What the stack picture of a workload draws. */
export interface Stack {
  readonly parts: readonly StackPart[];
  readonly entitlements: number;
  /** Users above the entitlements, for whichever cause. */
  readonly above: number;
  /** How far the picture reaches, in users. */
  readonly reach: number;
}

type Users = Schemas["ActiveFigures"];

/** The users of a workload laid end to end, against the entitlements; nothing when unknown. */
export function stackData(users: Users | null | undefined, entitlements: number): Stack {
  if (users == null) return { parts: [], entitlements, above: 0, reach: entitlements };
  const { untold, active, overage } = users;
  // Where nobody's class is known, all who are active are one part.
  const [held, former, never] = [users.held ?? 0, users.former ?? 0, users.never ?? 0];
  const told = held + former + never;
  const parts: readonly StackPart[] = [
    { key: "held", users: held, from: 0, to: held },
    { key: "former", users: former, from: held, to: held + former },
    { key: "never", users: never, from: held + former, to: told },
    { key: "untold", users: untold, from: told, to: told + untold },
  ];
  return {
    parts: parts.filter((it) => it.users > 0),
    entitlements,
    above: overage.total,
    reach: Math.max(active, entitlements),
  };
}

/** The causes that have a part in an overage, greatest first. */
export function causesOf(
  overage: Schemas["OverageFigures"],
): readonly { readonly cause: Cause; readonly users: number }[] {
  return CAUSES.map((cause) => ({ cause, users: overage[cause] }))
    .filter((it) => it.users > 0)
    .sort((one, other) => other.users - one.users);
}

/** The message that says a cause; a service that lets people in without a licence has its own. */
export function causeText(cause: (typeof CAUSES)[number], isOpen: boolean): string {
  return cause === "unlicensed" && isOpen ? "cause-unlicensed-open" : `cause-${cause}`;
}
