import { Button, Field, Select } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { answered, api } from "../../api/client.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { AuditRows } from "./AuditRows.tsx";
import { ACTIONS, useActionName } from "./actions.ts";

const OUTCOMES = ["done", "refused", "failed"] as const;

/** Who did what and when; rows are chained, so that none can be taken out unseen. */
export default function AuditPage() {
  const { t } = useWords();
  const change = useSearchChange();
  const actionName = useActionName();
  const search = useSearch({ from: "/shell/audit" });
  const rows = useInfiniteQuery({
    queryKey: ["audit", search],
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.GET("/api/v1/audit", {
          params: { query: { ...search, ...(pageParam !== "" && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }) => pages.flatMap((it) => it.items),
  });
  const codes = [...ACTIONS].sort((one, other) => actionName(one).localeCompare(actionName(other)));
  return (
    <>
      <PageHeader title={t("nav-audit")} lead={t("audit-lead")} />
      <Card title={t("audit-title")}>
        <div className="form form--wide filters">
          <Field label={t("column-action")}>
            <Select
              value={search.action ?? ""}
              onChange={(_, { value }) => change({ action: value }, "replaces")}
            >
              <option value="">{t("answer-all")}</option>
              {codes.map((it) => (
                <option key={it} value={it}>
                  {actionName(it)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("column-outcome")}>
            <Select
              value={search.outcome ?? ""}
              onChange={(_, { value }) => change({ outcome: value }, "replaces")}
            >
              <option value="">{t("answer-all")}</option>
              {OUTCOMES.map((it) => (
                <option key={it} value={it}>
                  {t(`outcome-${it}`)}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <Shown query={rows} lines={12}>
          {(items) =>
            items.length === 0 ? (
              <Notice title={t("audit-empty")} />
            ) : (
              <>
                {search.actor !== undefined && (
                  <Actor
                    name={items[0]?.actor_name ?? ""}
                    onRemove={() => change({ actor: undefined })}
                  />
                )}
                <AuditRows rows={items} onActor={(actor) => change({ actor })} />
              </>
            )
          }
        </Shown>
        {rows.hasNextPage && (
          <Button
            className="more"
            disabled={rows.isFetchingNextPage}
            onClick={() => void rows.fetchNextPage()}
          >
            {t("audit-more")}
          </Button>
        )}
      </Card>
    </>
  );
}

interface ActorProperties {
  readonly name: string;
  readonly onRemove: () => void;
}

/** Whose rows are shown, when they are one member's. */
function Actor({ name, onRemove }: ActorProperties) {
  const { t } = useWords();
  const text = t("audit-only", { name });
  return (
    <p className="filters">
      <span className="chip">
        {text}
        <button type="button" aria-label={t("filter-remove", { filter: text })} onClick={onRemove}>
          <DismissRegular aria-hidden />
        </button>
      </span>
    </p>
  );
}
