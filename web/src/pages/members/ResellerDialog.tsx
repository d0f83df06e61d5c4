import { Button, Field, Input, Select } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answered, api } from "../../api/client.ts";
import { type Reseller, resellersQuery } from "../../api/resellers.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { FormModal } from "../../ui/FormModal.tsx";
import { Problem } from "../../ui/Problem.tsx";
import type { ResellerRow } from "./ResellersCard.tsx";

interface Properties {
  /** The reseller to change; nothing adds one. */
  readonly reseller: ResellerRow | undefined;
  readonly all: readonly Reseller[];
  readonly onClose: () => void;
}

/** Names a reseller, and says which one is above it. */
export function ResellerDialog({ reseller, all, onClose }: Properties) {
  const { t } = useWords();
  const cache = useQueryClient();
  const [id, setId] = useState(reseller?.reseller_id ?? "");
  const [name, setName] = useState(reseller?.name ?? "");
  const [parent, setParent] = useState(reseller?.parent_id ?? "");
  const done = async () => {
    await cache.invalidateQueries(resellersQuery);
    onClose();
  };
  const params = { path: { reseller_id: id } };
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.PUT("/api/v1/resellers/{reseller_id}", {
          params,
          body: { name, ...(parent !== "" && { parent_id: parent }) },
        }),
      ),
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE("/api/v1/resellers/{reseller_id}", { params })),
    onSuccess: done,
  });
  const title = reseller && t("members-edit-of", { name: reseller.name ?? reseller.reseller_id });
  return (
    <FormModal
      title={title ?? t("resellers-add")}
      action={t("action-save")}
      isPending={save.isPending}
      error={save.error}
      onSend={save.mutate}
      onClose={onClose}
    >
      <Field label={t("reseller-id")} hint={t("reseller-id-hint")} required>
        <Input
          value={id}
          maxLength={200}
          readOnly={reseller !== undefined}
          onChange={(_, { value }) => setId(value)}
        />
      </Field>
      <Field label={t("field-name")} required>
        <Input value={name} maxLength={200} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Field label={t("column-parent")} hint={t("reseller-parent-hint")}>
        <Select value={parent} onChange={(_, { value }) => setParent(value)}>
          <option value="">{t("reseller-no-parent")}</option>
          {all
            .filter((it) => it.reseller_id !== id)
            .map((it) => (
              <option key={it.reseller_id} value={it.reseller_id}>
                {it.name}
              </option>
            ))}
        </Select>
      </Field>
      {reseller?.name !== undefined && (
        <div className="actions">
          <Button size="small" disabled={remove.isPending} onClick={() => remove.mutate()}>
            {t("reseller-remove")}
          </Button>
        </div>
      )}
      <Problem error={remove.error} />
    </FormModal>
  );
}
