import type { Scope } from "../../api/members.ts";
import type { Arguments } from "../../l10n/words.ts";

/** Which customers a member may see, in words. */
export function scopeText(
  scope: Scope,
  t: (id: string, args?: Arguments) => string,
  resellerName: (id: string) => string,
): string {
  switch (scope.kind) {
    case "all":
      return t("scope-kind-all");
    case "tag":
      return `${t("scope-kind-tag")}: ${scope.tag}`;
    case "reseller":
      return `${t("scope-kind-reseller")}: ${resellerName(scope.reseller_id)}`;
    case "list":
      return t("unit-customers", { count: scope.customers.length });
  }
}
