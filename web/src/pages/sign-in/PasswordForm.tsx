import { Button, Field, Input } from "@fluentui/react-components";
import { type ReactNode, type SyntheticEvent, useState } from "react";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Problem } from "../../ui/Problem.tsx";

interface Properties {
  /** What is asked besides the password. */
  readonly children?: ReactNode;
  readonly action: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onPassword: (password: string) => void;
}

/** Asks for a new password, twice. */
export function PasswordForm({ children, action, isPending, error, onPassword }: Properties) {
  const { t } = useWords();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const differs = again !== "" && again !== password;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (password === again) onPassword(password);
  };
  return (
    <form className="form" onSubmit={submit}>
      {children}
      <Field label={t("field-new-password")} hint={t("field-new-password-hint")} required>
        <Input
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={(_, { value }) => setPassword(value)}
        />
      </Field>
      <Field
        label={t("field-password-again")}
        required
        {...(differs && { validationMessage: t("field-password-differs") })}
      >
        <Input
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={(_, { value }) => setAgain(value)}
        />
      </Field>
      <Problem error={error} />
      <Button type="submit" appearance="primary" disabled={isPending}>
        {action}
      </Button>
    </form>
  );
}
