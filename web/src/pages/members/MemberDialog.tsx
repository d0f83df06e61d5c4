import { Field, Input, Select, Switch } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answered, api, type Schemas } from "../../api/client.ts";
import { asSeen, type Member, membersQuery, ROLES, type Scope } from "../../api/members.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { FormModal } from "../../ui/FormModal.tsx";
import { MemberActions } from "./MemberActions.tsx";
import { ScopeFields } from "./ScopeFields.tsx";

interface Properties {
  /** The member to change; nothing adds one. */
  readonly member: Member | undefined;
  readonly onLink: (link: Schemas["LinkBody"]) => void;
  readonly onClose: () => void;
}

/** Adds or changes a member. */
export function MemberDialog({ member, onLink, onClose }: Properties) {
  const { t } = useWords();
  const cache = useQueryClient();
  const [name, setName] = useState(member?.name ?? "");
  const [email, setEmail] = useState(member?.email ?? "");
  const [role, setRole] = useState<string>(member?.role ?? "sales_agent");
  const [customers, setCustomers] = useState<Scope>(member?.customers ?? { kind: "all" });
  const [is_enabled, setEnabled] = useState(member?.is_enabled ?? true);
  const done = async () => {
    await cache.invalidateQueries(membersQuery);
    onClose();
  };
  const save = useMutation({
    mutationFn: async () => {
      const body = { name, email, role, customers };
      if (member === undefined) {
        const { link } = await answered(api.POST("/api/v1/members", { body }));
        if (link != null) onLink(link);
        return;
      }
      await answered(
        api.PATCH("/api/v1/members/{member_id}", {
          params: asSeen(member),
          body: { ...body, is_enabled, removes_second_factor: false },
        }),
      );
    },
    onSuccess: done,
  });
  return (
    <FormModal
      title={member === undefined ? t("members-add") : t("members-edit-of", { name: member.name })}
      action={t("action-save")}
      isPending={save.isPending}
      error={save.error}
      onSend={save.mutate}
      onClose={onClose}
    >
      <Field label={t("field-name")} required>
        <Input value={name} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Field label={t("field-email")} required>
        <Input type="email" value={email} onChange={(_, { value }) => setEmail(value)} />
      </Field>
      <Field label={t("column-member-role")} hint={t(`role-text-${role}`)}>
        <Select value={role} onChange={(_, { value }) => setRole(value)}>
          {ROLES.map((it) => (
            <option key={it} value={it}>
              {t(`role-${it}`)}
            </option>
          ))}
        </Select>
      </Field>
      <ScopeFields scope={customers} onScope={setCustomers} />
      {member !== undefined && (
        <Switch
          label={t("member-may-sign-in")}
          checked={is_enabled}
          onChange={(_, { checked }) => setEnabled(checked)}
        />
      )}
      {member !== undefined && (
        <MemberActions member={member} onLink={onLink} onDone={() => void done()} />
      )}
    </FormModal>
  );
}
