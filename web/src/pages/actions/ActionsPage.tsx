import { useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { PlanButton } from "../../steps/PlanButton.tsx";
import { Choice } from "../../ui/Choice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ActionFilters } from "./ActionFilters.tsx";
import { ActionsFile } from "./ActionsFile.tsx";
import { Board } from "./Board.tsx";
import { CalendarCard } from "./CalendarCard.tsx";
import "./actions.css";

const Drawer = lazy(() =>
  import("../../steps/ActionDrawer.tsx").then((it) => ({ default: it.ActionDrawer })),
);

/** What is done for customers: a board by status, and a calendar with renewals. */
export default function ActionsPage() {
  const { t } = useWords();
  const change = useSearchChange();
  const { view, month, open, ...asked } = useSearch({ from: "/shell/actions" });
  return (
    <>
      <PageHeader
        title={t("nav-actions")}
        lead={t("actions-lead")}
        actions={
          <>
            <PlanButton customers={[]} />
            <ActionsFile />
            <Choice
              title={t("actions-view")}
              name="view"
              choices={[
                { value: "board", title: t("actions-board") },
                { value: "calendar", title: t("actions-calendar") },
              ]}
              chosen={view ?? "board"}
              onChoose={(value) => change({ view: value === "board" ? undefined : value })}
            />
          </>
        }
      />
      {view === "calendar" ? (
        <CalendarCard month={month} onOpen={(id) => change({ open: id })} />
      ) : (
        <>
          <ActionFilters asked={asked} />
          <Board asked={asked} onOpen={(id) => change({ open: id })} />
        </>
      )}
      {open !== undefined && (
        <Suspense fallback={null}>
          <Drawer actionId={open} onClose={() => change({ open: undefined }, "replaces")} />
        </Suspense>
      )}
    </>
  );
}
