import { Checkbox, Field, Input, Select } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answered, api } from "../../api/client.ts";
import { membersQuery } from "../../api/members.ts";
import { useMay, useWho } from "../../api/session.ts";
import { tokensQuery } from "../../api/tokens.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { plusDays } from "../../ui/days.ts";
import { FormModal } from "../../ui/FormModal.tsx";

/** What a program can be allowed; signing in as a person is not among it. */
const FOR_PROGRAMS = ["read_insights", "export", "import"] as const;
const QUARTER = 90;

interface Properties {
  readonly onMade: (secret: string) => void;
  readonly onClose: () => void;
}

/** Makes a token with a part of what the reader itself may do. */
export function TokenDialog({ onMade, onClose }: Properties) {
  const { t } = useWords();
  const cache = useQueryClient();
  const may = useWho()?.permissions ?? [];
  const mayManage = useMay("manage_members");
  const members = useQuery({ ...membersQuery, enabled: mayManage }).data?.items ?? [];
  const programs = members.filter((it) => it.role === "api_only");
  const [owner, setOwner] = useState("");
  const [name, setName] = useState("");
  const [permissions, setPermissions] = useState<readonly string[]>(["read_insights"]);
  const [until, setUntil] = useState(() =>
    plusDays(new Date().toISOString().slice(0, 10), QUARTER),
  );
  const make = useMutation({
    mutationFn: () =>
      answered(
        api.POST("/api/v1/tokens", {
          body: {
            name,
            permissions: [...permissions],
            expires_at: `${until}T00:00:00Z`,
            ...(owner !== "" && { owner_id: owner }),
          },
        }),
      ),
    onSuccess: async ({ token }) => {
      onMade(token);
      await cache.invalidateQueries(tokensQuery);
      onClose();
    },
  });
  const toggle = (code: string, isOn: boolean) =>
    setPermissions([...permissions.filter((it) => it !== code), ...(isOn ? [code] : [])]);
  return (
    <FormModal
      title={t("tokens-make")}
      action={t("tokens-make")}
      isPending={make.isPending}
      error={make.error}
      onSend={make.mutate}
      onClose={onClose}
    >
      <Field label={t("field-name")} required>
        <Input value={name} onChange={(_, { value }) => setName(value)} />
      </Field>
      {programs.length > 0 && (
        <Field label={t("token-owner")}>
          <Select value={owner} onChange={(_, { value }) => setOwner(value)}>
            <option value="">{t("token-owner-self")}</option>
            {programs.map((it) => (
              <option key={it.member_id} value={it.member_id}>
                {it.name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <fieldset className="checks">
        <legend>{t("column-permissions")}</legend>
        {FOR_PROGRAMS.filter((it) => may.includes(it)).map((code) => (
          <Checkbox
            key={code}
            label={t(`permission-${code}`)}
            checked={permissions.includes(code)}
            onChange={(_, { checked }) => toggle(code, checked === true)}
          />
        ))}
      </fieldset>
      <Field label={t("column-expires")} hint={t("token-expires-hint")} required>
        <Input type="date" value={until} onChange={(_, { value }) => setUntil(value)} />
      </Field>
    </FormModal>
  );
}
