import { Field, Input, Select, Textarea } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import type { Scope } from "../../api/members.ts";
import { resellersQuery } from "../../api/resellers.ts";
import { useWords } from "../../l10n/WordsContext.tsx";

const KINDS = ["all", "tag", "reseller", "list"] as const;

interface Properties {
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
}

/** Which customers a member may see: all, those of a tag or reseller, or a list. */
export function ScopeFields({ scope, onScope }: Properties) {
  const { t } = useWords();
  const id = useId();
  const resellers = useQuery(resellersQuery).data?.items ?? [];
  const start = (kind: string): Scope => {
    if (kind === "tag") return { kind, tag: "" };
    if (kind === "reseller") return { kind, reseller_id: "" };
    return kind === "list" ? { kind, customers: [] } : { kind: "all" };
  };
  return (
    <>
      <Field label={t("column-scope")}>
        <Select value={scope.kind} onChange={(_, { value }) => onScope(start(value))}>
          {KINDS.map((it) => (
            <option key={it} value={it}>
              {t(`scope-kind-${it}`)}
            </option>
          ))}
        </Select>
      </Field>
      {scope.kind === "tag" && (
        <Field label={t("scope-kind-tag")} required>
          <Input
            value={scope.tag}
            onChange={(_, { value }) => onScope({ kind: "tag", tag: value })}
          />
        </Field>
      )}
      <datalist id={id}>
        {resellers.map((it) => (
          <option key={it.reseller_id} value={it.reseller_id}>
            {it.name}
          </option>
        ))}
      </datalist>
      {scope.kind === "reseller" && (
        <Field label={t("scope-kind-reseller")} required>
          <Input
            value={scope.reseller_id}
            list={id}
            onChange={(_, { value }) => onScope({ kind: "reseller", reseller_id: value })}
          />
        </Field>
      )}
      {scope.kind === "list" && (
        <Field label={t("scope-kind-list")} hint={t("scope-list-hint")} required>
          <Textarea
            defaultValue={scope.customers.join("\n")}
            rows={4}
            onChange={(_, { value }) =>
              onScope({ kind: "list", customers: value.split(/\s+/).filter((it) => it !== "") })
            }
          />
        </Field>
      )}
    </>
  );
}
