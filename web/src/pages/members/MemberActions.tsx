import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answered, api, type Schemas } from "../../api/client.ts";
import { asSeen, type Member } from "../../api/members.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Problem } from "../../ui/Problem.tsx";

interface Properties {
  readonly member: Member;
  readonly onLink: (link: Schemas["LinkBody"]) => void;
  readonly onDone: () => void;
}

/** What else can be done with a member: a new password, no second factor, away with it. */
export function MemberActions({ member, onLink, onDone }: Properties) {
  const { t } = useWords();
  const [isSure, setSure] = useState(false);
  const link = useMutation({
    mutationFn: () =>
      answered(
        api.POST("/api/v1/members/{member_id}/links", {
          params: { path: { member_id: member.member_id } },
        }),
      ),
    onSuccess: (made) => {
      onLink(made);
      onDone();
    },
  });
  const drop = useMutation({
    mutationFn: () =>
      answered(
        api.PATCH("/api/v1/members/{member_id}", {
          params: asSeen(member),
          body: { removes_second_factor: true },
        }),
      ),
    onSuccess: onDone,
  });
  const remove = useMutation({
    mutationFn: () =>
      answered(api.DELETE("/api/v1/members/{member_id}", { params: asSeen(member) })),
    onSuccess: onDone,
  });
  const isPerson = member.role !== "api_only";
  return (
    <>
      <div className="actions">
        {isPerson && !member.is_of_organisation && (
          <Button size="small" onClick={() => link.mutate()}>
            {t("member-password-link")}
          </Button>
        )}
        {member.has_second_factor && (
          <Button size="small" onClick={() => drop.mutate()}>
            {t("member-drop-factor")}
          </Button>
        )}
        <Button size="small" onClick={() => (isSure ? remove.mutate() : setSure(true))}>
          {t(isSure ? "member-remove-sure" : "member-remove")}
        </Button>
      </div>
      <Problem error={link.error ?? drop.error ?? remove.error} />
    </>
  );
}
