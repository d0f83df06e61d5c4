import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../api/session.ts";
import { revokeToken, type Token, tokensQuery } from "../../api/tokens.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { ListCard } from "../../ui/ListCard.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Table } from "../../ui/Table.tsx";
import { useRowAction } from "../../ui/useRowAction.ts";
import { TokenDialog } from "./TokenDialog.tsx";

/** Tokens by which programs ask: the reader's own, everybody's for who manages members. */
export default function TokensPage() {
  const { t } = useWords();
  const tokens = useQuery(tokensQuery);
  const mayMake = useMay("make_tokens");
  const [isMaking, make] = useState(false);
  const [secret, setSecret] = useState<string>();
  return (
    <>
      <PageHeader
        title={t("nav-tokens")}
        lead={t("tokens-lead")}
        actions={
          mayMake && (
            <Button appearance="primary" onClick={() => make(true)}>
              {t("tokens-make")}
            </Button>
          )
        }
      />
      {secret !== undefined && (
        <div className="filters" role="status">
          <Notice
            title={t("token-made")}
            text={t("token-made-text")}
            action={<code className="secret">{secret}</code>}
          />
        </div>
      )}
      <ListCard
        title={t("nav-tokens")}
        query={tokens}
        lines={5}
        empty={{ title: t("tokens-empty"), text: t("tokens-empty-text") }}
      >
        {(items) => <Rows tokens={items} />}
      </ListCard>
      {isMaking && <TokenDialog onMade={setSecret} onClose={() => make(false)} />}
    </>
  );
}

function Rows({ tokens }: { readonly tokens: readonly Token[] }) {
  const { t, formats } = useWords();
  const revoke = useRowAction(tokensQuery, revokeToken);
  return (
    <>
      <Problem error={revoke.error} />
      <Table
        caption={t("nav-tokens")}
        rows={tokens}
        rowKey={(it) => it.token_id}
        columns={[
          { key: "name", title: t("field-name"), isHeader: true, cell: (it) => it.name },
          {
            key: "owner",
            title: t("token-owner"),
            cell: (it) => it.owner_name ?? t("token-owner-self"),
          },
          {
            key: "permissions",
            title: t("column-permissions"),
            cell: (it) => it.permissions.map((code) => t(`permission-${code}`)).join(", "),
          },
          {
            key: "made",
            isShort: true,
            title: t("column-made"),
            cell: (it) => formats.moment(it.made_at),
          },
          {
            key: "used",
            isShort: true,
            title: t("column-used"),
            cell: (it) => formats.moment(it.used_at),
          },
          {
            key: "expires",
            isShort: true,
            title: t("column-expires"),
            cell: (it) => formats.moment(it.expires_at),
          },
          {
            key: "actions",
            isAction: true,
            title: <span className="visually-hidden">{t("column-actions")}</span>,
            cell: (it) =>
              it.revoked_at == null ? (
                <Button
                  size="small"
                  disabled={revoke.isPending}
                  aria-label={t("token-revoke-of", { name: it.name })}
                  onClick={() => revoke.mutate(it.token_id)}
                >
                  {t("token-revoke")}
                </Button>
              ) : (
                <span className="badge badge--bad">{t("token-revoked")}</span>
              ),
          },
        ]}
      />
    </>
  );
}
