import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "../../api/client.ts";
import { type Member, membersQuery } from "../../api/members.ts";
import { useResellerName } from "../../api/resellers.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { Table } from "../../ui/Table.tsx";
import { LinkNotice } from "./LinkNotice.tsx";
import { MemberDialog } from "./MemberDialog.tsx";
import { ResellersCard } from "./ResellersCard.tsx";
import { RolesCard } from "./RolesCard.tsx";
import { scopeText } from "./scopeText.ts";

/** The partner's people and programs, and what each may do and see. */
export default function MembersPage() {
  const { t } = useWords();
  const members = useQuery(membersQuery);
  const [edited, edit] = useState<Member | "new">();
  const [link, setLink] = useState<Schemas["LinkBody"]>();
  return (
    <>
      <PageHeader
        title={t("nav-members")}
        lead={t("members-lead")}
        actions={
          <Button appearance="primary" onClick={() => edit("new")}>
            {t("members-add")}
          </Button>
        }
      />
      {link !== undefined && <LinkNotice link={link} />}
      <Card title={t("members-title")}>
        <Shown query={members} lines={8}>
          {({ items }) => <Rows members={items} onEdit={edit} />}
        </Shown>
      </Card>
      {/* What is below a list of unknown length waits for it, so that nothing moves. */}
      {!members.isPending && (
        <>
          <ResellersCard />
          <RolesCard />
        </>
      )}
      {edited !== undefined && (
        <MemberDialog
          member={edited === "new" ? undefined : edited}
          onLink={setLink}
          onClose={() => edit(undefined)}
        />
      )}
    </>
  );
}

interface Properties {
  readonly members: readonly Member[];
  readonly onEdit: (member: Member) => void;
}

function Rows({ members, onEdit }: Properties) {
  const { t } = useWords();
  const resellerName = useResellerName();
  const signsInBy = (it: Member) => {
    if (it.role === "api_only") return t("member-by-token");
    if (it.is_of_organisation) return t("member-by-organisation");
    if (!it.has_password) return t("member-invited");
    return t(it.has_second_factor ? "member-by-two" : "member-by-password");
  };
  return (
    <Table
      caption={t("members-title")}
      rows={members}
      rowKey={(it) => it.member_id}
      columns={[
        {
          key: "name",
          title: t("field-name"),
          isHeader: true,
          cell: (it) => (
            <>
              {it.name}
              <span className="sub">{it.email}</span>
            </>
          ),
        },
        { key: "role", title: t("column-member-role"), cell: (it) => t(`role-${it.role}`) },
        {
          key: "scope",
          title: t("column-scope"),
          cell: (it) => scopeText(it.customers, t, resellerName),
        },
        { key: "by", title: t("column-signs-in"), cell: signsInBy },
        {
          key: "state",
          title: t("column-status"),
          cell: (it) => (
            <span className={it.is_enabled ? "badge badge--good" : "badge badge--bad"}>
              {t(it.is_enabled ? "member-enabled" : "member-disabled")}
            </span>
          ),
        },
        {
          key: "actions",
          isAction: true,
          title: <span className="visually-hidden">{t("column-actions")}</span>,
          cell: (it) => (
            <Button
              size="small"
              aria-label={t("members-edit-of", { name: it.name })}
              onClick={() => onEdit(it)}
            >
              {t("members-edit")}
            </Button>
          ),
        },
      ]}
    />
  );
}
