import { Field, Input, Select, Textarea } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ACTIONS, addAction } from "../api/actions.ts";
import { playsQuery } from "../api/plays.ts";
import { useWho } from "../api/session.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { FormModal } from "../ui/FormModal.tsx";
import { CustomerPicker } from "./CustomerPicker.tsx";
import type { Named } from "./named.ts";
import "./steps.css";

interface Properties {
  /** Who is chosen to begin with. */
  readonly customers: readonly Named[];
  readonly onPlanned?: () => void;
  readonly onClose: () => void;
}

/** Plans an action for customers that no recommendation asked for. */
export function PlanDialog({ customers, onPlanned, onClose }: Properties) {
  const { t, language } = useWords();
  const cache = useQueryClient();
  const who = useWho();
  const plays = useQuery(playsQuery(language)).data?.items ?? [];
  const [chosen, choose] = useState(customers);
  const [play, setPlay] = useState("");
  const [owner, setOwner] = useState(who?.name ?? "");
  const [from, setFrom] = useState("");
  const [note, setNote] = useState("");
  const add = useMutation({
    mutationFn: () =>
      addAction({
        customers: chosen.map((it) => it.customer_id),
        play,
        owner,
        note,
        ...(from !== "" && { planned_from: from }),
      }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ACTIONS });
      onPlanned?.();
      onClose();
    },
  });
  return (
    <FormModal
      title={t("action-plan")}
      action={t("action-save")}
      isPending={add.isPending || chosen.length === 0}
      error={add.error}
      onSend={add.mutate}
      onClose={onClose}
    >
      <CustomerPicker label={t("action-for")} chosen={chosen} onChosen={choose} />
      <Field label={t("column-play")}>
        <Select value={play} onChange={(_, { value }) => setPlay(value)}>
          <option value="">{t("action-no-play")}</option>
          {plays.map((it) => (
            <option key={it.play} value={it.play}>
              {it.title}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("action-owner")}>
        <Input value={owner} maxLength={200} onChange={(_, { value }) => setOwner(value)} />
      </Field>
      <Field label={t("action-planned-from")}>
        <Input type="date" value={from} onChange={(_, { value }) => setFrom(value)} />
      </Field>
      <Field label={t("action-note")}>
        <Textarea
          value={note}
          rows={3}
          maxLength={10_000}
          onChange={(_, { value }) => setNote(value)}
        />
      </Field>
    </FormModal>
  );
}
