import { Field, Input } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type AddedWebhook, addWebhook, webhooksQuery } from "../../api/webhooks.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { FormModal } from "../../ui/FormModal.tsx";

/** A webhook that was just added, with its secret. */
export interface Made extends AddedWebhook {
  readonly name: string;
}

interface Properties {
  readonly onMade: (made: Made) => void;
  readonly onClose: () => void;
}

/** Adds a webhook; its secret is shown on the page afterwards, this once. */
export function WebhookDialog({ onMade, onClose }: Properties) {
  const { t } = useWords();
  const cache = useQueryClient();
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const add = useMutation({
    mutationFn: () => addWebhook({ name, address }),
    onSuccess: async (added) => {
      onMade({ ...added, name });
      await cache.invalidateQueries(webhooksQuery);
      onClose();
    },
  });
  return (
    <FormModal
      title={t("webhooks-add")}
      action={t("webhooks-add")}
      isPending={add.isPending}
      error={add.error}
      onSend={add.mutate}
      onClose={onClose}
    >
      <Field label={t("field-name")} required>
        <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Field label={t("webhook-address")} hint={t("webhook-address-hint")} required>
        <Input
          type="url"
          value={address}
          maxLength={2000}
          onChange={(_, { value }) => setAddress(value)}
        />
      </Field>
    </FormModal>
  );
}
