import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { type Action, actionsQuery } from "../../api/actions.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { daysText } from "../../steps/actionText.ts";
import type { Named } from "../../steps/named.ts";
import { PlanButton } from "../../steps/PlanButton.tsx";
import { usePlayTitle } from "../../steps/usePlayTitle.ts";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { Table } from "../../ui/Table.tsx";

const Drawer = lazy(() =>
  import("../../steps/ActionDrawer.tsx").then((it) => ({ default: it.ActionDrawer })),
);

/** The latest actions are listed; the board has them all. */
const MOST = 10;

interface Properties {
  readonly customer: Named;
  /** The action that is looked at. */
  readonly open: string | undefined;
}

/** What is and was done for the customer. */
export function ActionsCard({ customer, open }: Properties) {
  const { t } = useWords();
  const change = useSearchChange();
  const actions = useInfiniteQuery(actionsQuery({ customer: customer.customer_id }, MOST));
  return (
    <Card
      title={t("nav-actions")}
      hint={t("actions-of-customer")}
      className="no-print"
      actions={
        <>
          <Link className="link" to="/actions" search={{ customer: customer.customer_id }}>
            {t("actions-to-board")}
          </Link>
          <PlanButton size="small" customers={[customer]} />
        </>
      }
    >
      <Shown query={actions} lines={4}>
        {([first]) =>
          first === undefined || first.total === 0 ? (
            <Notice title={t("actions-nothing")} text={t("actions-nothing-text")} />
          ) : (
            <Rows actions={first.items} onOpen={(action) => change({ action })} />
          )
        }
      </Shown>
      <Suspense fallback={null}>
        {open !== undefined && (
          <Drawer actionId={open} onClose={() => change({ action: undefined }, "replaces")} />
        )}
      </Suspense>
    </Card>
  );
}

interface RowProperties {
  readonly actions: readonly Action[];
  readonly onOpen: (actionId: string) => void;
}

function Rows({ actions, onOpen }: RowProperties) {
  const { t, formats } = useWords();
  const playTitle = usePlayTitle();
  return (
    <Table
      caption={t("nav-actions")}
      rows={actions}
      rowKey={(it) => it.action_id}
      columns={[
        {
          key: "play",
          isHeader: true,
          title: t("column-action"),
          cell: (it) => (
            <>
              <button type="button" className="plain-button" onClick={() => onOpen(it.action_id)}>
                {it.play === "" && it.note !== "" ? it.note.slice(0, 80) : playTitle(it.play)}
              </button>
              {it.customers.length > 1 && (
                <span className="sub">
                  {t("action-also-for", { count: it.customers.length - 1 })}
                </span>
              )}
            </>
          ),
        },
        {
          key: "status",
          isShort: true,
          title: t("column-status"),
          cell: (it) => <span className="badge">{t(`action-status-${it.status}`)}</span>,
        },
        { key: "owner", title: t("action-owner"), cell: (it) => it.owner },
        { key: "days", title: t("action-days"), cell: (it) => daysText(it, t, formats) },
      ]}
    />
  );
}
