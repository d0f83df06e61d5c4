import { Button, Field, Input } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answered, api } from "../../api/client.ts";
import { whoQuery } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Problem } from "../../ui/Problem.tsx";

/** The code after the password: added with an authenticator app, or taken away. */
export function SecondFactorCard({ isOn }: { readonly isOn: boolean }) {
  const { t } = useWords();
  const cache = useQueryClient();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const renew = () => cache.invalidateQueries(whoQuery);
  const offer = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/profile/second-factor")),
  });
  const take = useMutation({
    mutationFn: (secret: string) =>
      answered(api.PUT("/api/v1/profile/second-factor", { body: { secret, code, password } })),
    onSuccess: renew,
  });
  const drop = useMutation({
    mutationFn: () => answered(api.DELETE("/api/v1/profile/second-factor", { body: { password } })),
    onSuccess: renew,
  });
  const passwordField = (
    <Field label={t("field-present-password")} required>
      <Input
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(_, { value }) => setPassword(value)}
      />
    </Field>
  );
  const codes = take.data?.recovery_codes;
  return (
    <Card
      title={t("profile-factor")}
      hint={t(isOn ? "profile-factor-on" : "profile-factor-off")}
      className="half"
    >
      {codes !== undefined && (
        <Notice
          title={t("profile-codes")}
          text={t("profile-codes-text")}
          action={<code className="secret">{codes.join("\n")}</code>}
        />
      )}
      {isOn && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            drop.mutate();
          }}
        >
          {passwordField}
          <Problem error={drop.error} />
          <Button type="submit">{t("profile-factor-drop")}</Button>
        </form>
      )}
      {!isOn && offer.data === undefined && (
        <Button onClick={() => offer.mutate()}>{t("profile-factor-add")}</Button>
      )}
      {!isOn && offer.data !== undefined && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            take.mutate(offer.data.secret);
          }}
        >
          <p>{t("profile-factor-secret")}</p>
          <code className="secret">{offer.data.secret}</code>
          <a href={offer.data.url}>{t("profile-factor-open")}</a>
          <Field label={t("field-code")} required>
            <Input
              autoComplete="one-time-code"
              inputMode="numeric"
              value={code}
              onChange={(_, { value }) => setCode(value)}
            />
          </Field>
          {passwordField}
          <Problem error={take.error} />
          <Button type="submit" appearance="primary">
            {t("profile-factor-confirm")}
          </Button>
        </form>
      )}
      <Problem error={offer.error} />
    </Card>
  );
}
