import { Field, Input, Select, Textarea } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ACTIONS, addAction } from "../../api/actions.ts";
import { playsQuery } from "../../api/plays.ts";
import { useWho } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { FormModal } from "../../ui/FormModal.tsx";

interface Properties {
  readonly customerId: string;
  readonly onClose: () => void;
}

/** Plans an action for the customer that no recommendation asked for. */
export default function PlanDialog({ customerId, onClose }: Properties) {
  const { t, language } = useWords();
  const cache = useQueryClient();
  const who = useWho();
  const plays = useQuery(playsQuery(language)).data?.items ?? [];
  const [play, setPlay] = useState("");
  const [owner, setOwner] = useState(who?.name ?? "");
  const [from, setFrom] = useState("");
  const [note, setNote] = useState("");
  const add = useMutation({
    mutationFn: () =>
      addAction({
        customers: [customerId],
        play,
        owner,
        note,
        ...(from !== "" && { planned_from: from }),
      }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ACTIONS });
      onClose();
    },
  });
  return (
    <FormModal
      title={t("action-plan")}
      action={t("action-save")}
      isPending={add.isPending}
      error={add.error}
      onSend={add.mutate}
      onClose={onClose}
    >
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
