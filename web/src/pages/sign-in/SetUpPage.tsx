import { Field, Input } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { answered, api } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Frame } from "./Frame.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { useSignedIn } from "./useSignedIn.ts";

/** Makes the first admin of a new installation, by the link that the console shows. */
export default function SetUpPage() {
  const { t } = useWords();
  const link = useLocation().hash;
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const finish = useSignedIn();
  const setUp = useMutation({
    mutationFn: (password: string) =>
      answered(api.POST("/api/v1/set-up", { body: { link, name, email, password } })),
    onSuccess: () => finish("/"),
  });
  return (
    <Frame title={t("set-up-title")} lead={t("set-up-lead")}>
      {link === "" ? (
        <Notice title={t("set-up-no-link")} text={t("set-up-no-link-text")} />
      ) : (
        <PasswordForm
          action={t("set-up-action")}
          isPending={setUp.isPending}
          error={setUp.error}
          onPassword={setUp.mutate}
        >
          <Field label={t("field-name")} required>
            <Input autoComplete="name" value={name} onChange={(_, { value }) => setName(value)} />
          </Field>
          <Field label={t("field-email")} required>
            <Input
              type="email"
              autoComplete="username"
              value={email}
              onChange={(_, { value }) => setEmail(value)}
            />
          </Field>
        </PasswordForm>
      )}
    </Frame>
  );
}
