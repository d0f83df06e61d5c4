import { Button, Field, Input, Select, Textarea } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ACTIONS, type Action, changeAction, STATUSES } from "../api/actions.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Problem } from "../ui/Problem.tsx";
import { CustomerPicker } from "./CustomerPicker.tsx";
import { type Material, MaterialFields, writtenMaterial } from "./MaterialFields.tsx";
import type { Named } from "./named.ts";

const DAYS = ["planned_from", "planned_to", "started_on", "ended_on"] as const;

/** Changes an action: its state, owner, days, note, customers and material. */
export function ActionForm({ action }: { readonly action: Action }) {
  const { t } = useWords();
  const cache = useQueryClient();
  const [status, setStatus] = useState<string>(action.status);
  const [owner, setOwner] = useState(action.owner);
  const [note, setNote] = useState(action.note);
  const [days, setDays] = useState(() => DAYS.map((it) => action[it] ?? ""));
  const [customers, setCustomers] = useState<readonly Named[]>(action.customers);
  const [material, setMaterial] = useState<readonly Material[]>(action.material);
  const save = useMutation({
    mutationFn: () => {
      // Only days that the reader changed: what begins or ends without one is so today.
      const changed = DAYS.map((name, at) => [name, days[at] ?? ""] as const)
        .filter(([name, day]) => day !== (action[name] ?? ""))
        .map(([name, day]) => [name, day === "" ? null : day]);
      return changeAction(action, {
        status,
        owner,
        note,
        material: writtenMaterial(material),
        ...(customers !== action.customers && {
          customers: customers.map((it) => it.customer_id),
        }),
        ...Object.fromEntries(changed),
      });
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: ACTIONS }),
  });
  return (
    <form
      className="form"
      aria-label={t("action-title")}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className="form form--wide">
        <Field label={t("column-status")}>
          <Select value={status} onChange={(_, { value }) => setStatus(value)}>
            {STATUSES.map((it) => (
              <option key={it} value={it}>
                {t(`action-status-${it}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("action-owner")}>
          <Input value={owner} maxLength={200} onChange={(_, { value }) => setOwner(value)} />
        </Field>
        {DAYS.map((name, at) => (
          <Field key={name} label={t(`action-${name.replaceAll("_", "-")}`)}>
            <Input
              type="date"
              value={days[at] ?? ""}
              onChange={(_, { value }) => setDays((before) => before.with(at, value))}
            />
          </Field>
        ))}
      </div>
      <Field label={t("action-note")}>
        <Textarea
          value={note}
          rows={3}
          maxLength={10_000}
          onChange={(_, { value }) => setNote(value)}
        />
      </Field>
      <CustomerPicker label={t("column-customers")} chosen={customers} onChosen={setCustomers} />
      <MaterialFields material={material} onMaterial={setMaterial} />
      <Problem error={save.error} />
      <div className="actions">
        <Button
          type="submit"
          appearance="primary"
          disabled={save.isPending || customers.length === 0}
        >
          {t("action-save")}
        </Button>
        {save.isSuccess && (
          <span className="quiet" role="status">
            {t("profile-saved")}
          </span>
        )}
      </div>
    </form>
  );
}
