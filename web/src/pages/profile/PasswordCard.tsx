import { Field, Input } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answered, api } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { PasswordForm } from "../sign-in/PasswordForm.tsx";

/** A new password; it ends every other session. */
export function PasswordCard() {
  const { t } = useWords();
  const [present, setPresent] = useState("");
  const change = useMutation({
    mutationFn: (password: string) =>
      answered(api.PUT("/api/v1/profile/password", { body: { present, new: password } })),
  });
  return (
    <Card title={t("profile-password")} hint={t("profile-ends-sessions")} className="half">
      <PasswordForm
        action={t("profile-password-action")}
        isPending={change.isPending}
        error={change.error}
        onPassword={change.mutate}
      >
        <Field label={t("field-present-password")} required>
          <Input
            type="password"
            autoComplete="current-password"
            value={present}
            onChange={(_, { value }) => setPresent(value)}
          />
        </Field>
      </PasswordForm>
      <p role="status">{change.isSuccess && t("profile-saved")}</p>
    </Card>
  );
}
