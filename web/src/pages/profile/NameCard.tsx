import { Button, Field, Input } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answered, api } from "../../api/client.ts";
import { type Who, whoQuery } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Problem } from "../../ui/Problem.tsx";

/** What the member is called. */
export function NameCard({ who }: { readonly who: Who }) {
  const { t } = useWords();
  const cache = useQueryClient();
  const [name, setName] = useState(who.name);
  const save = useMutation({
    mutationFn: () => answered(api.PATCH("/api/v1/profile", { body: { name } })),
    onSuccess: () => cache.invalidateQueries(whoQuery),
  });
  return (
    <Card title={t("field-name")} className="half">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Field label={t("field-name")} required>
          <Input autoComplete="name" value={name} onChange={(_, { value }) => setName(value)} />
        </Field>
        <Problem error={save.error} />
        <div className="actions">
          <Button type="submit" disabled={save.isPending || name === who.name}>
            {t("action-save")}
          </Button>
          <span role="status">{save.isSuccess && t("profile-saved")}</span>
        </div>
      </form>
    </Card>
  );
}
