import { Button, Field, Input } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { type SyntheticEvent, useState } from "react";
import { answered, api } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { CodeForm } from "./CodeForm.tsx";
import { Frame } from "./Frame.tsx";
import { OrganisationButton } from "./OrganisationButton.tsx";
import { useSignedIn } from "./useSignedIn.ts";

/** Signing in with address and password, then with the second factor where there is one. */
export default function SignInPage() {
  const { t, has } = useWords();
  const { return_to, problem } = useSearch({ from: "/sign-in" });
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [needsCode, setNeedsCode] = useState(false);
  const finish = useSignedIn();
  const signIn = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/session", { body: { email, password } })),
    onSuccess: async ({ state }) => {
      if (state === "second_factor_needed") setNeedsCode(true);
      else await finish(return_to);
    },
  });

  if (needsCode) return <CodeForm returnTo={return_to} onBack={() => setNeedsCode(false)} />;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  const refused = `sign-in-problem-${(problem ?? "").replaceAll("_", "-")}`;
  return (
    <Frame title={t("sign-in-title")} lead={t("sign-in-lead")}>
      {problem !== undefined && (
        <Notice tone="error" title={t(has(refused) ? refused : "sign-in-problem-other")} />
      )}
      <form className="form" onSubmit={submit}>
        <Field label={t("field-email")} required>
          <Input
            type="email"
            autoComplete="username"
            value={email}
            onChange={(_, { value }) => setEmail(value)}
          />
        </Field>
        <Field label={t("field-password")} required>
          <Input
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(_, { value }) => setPassword(value)}
          />
        </Field>
        <Problem error={signIn.error} />
        <Button type="submit" appearance="primary" disabled={signIn.isPending}>
          {t("sign-in-action")}
        </Button>
      </form>
      <OrganisationButton returnTo={return_to} />
    </Frame>
  );
}
