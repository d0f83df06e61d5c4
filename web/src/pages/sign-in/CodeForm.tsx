import { Button, Field, Input } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { answered, api } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Frame } from "./Frame.tsx";
import { useSignedIn } from "./useSignedIn.ts";

interface Properties {
  readonly returnTo: string | undefined;
  readonly onBack: () => void;
}

/** The second factor: the code of the authenticator, or a recovery code. */
export function CodeForm({ returnTo, onBack }: Properties) {
  const { t } = useWords();
  const [code, setCode] = useState("");
  const finish = useSignedIn();
  const give = useMutation({
    mutationFn: () =>
      answered(api.POST("/api/v1/session/second-factor", { body: { code: code.trim() } })),
    onSuccess: () => finish(returnTo),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    give.mutate();
  };
  return (
    <Frame title={t("second-factor-title")} lead={t("second-factor-lead")}>
      <form className="form" onSubmit={submit}>
        <Field label={t("field-code")} required>
          <Input
            autoFocus
            autoComplete="one-time-code"
            inputMode="text"
            value={code}
            onChange={(_, { value }) => setCode(value)}
          />
        </Field>
        <Problem error={give.error} />
        <Button type="submit" appearance="primary" disabled={give.isPending}>
          {t("second-factor-action")}
        </Button>
        <Button appearance="subtle" onClick={onBack}>
          {t("second-factor-back")}
        </Button>
      </form>
    </Frame>
  );
}
