import { Button } from "@fluentui/react-components";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import {
  type Action,
  type ActionsAsked,
  actionsQuery,
  STATUSES,
  type Status,
} from "../../api/actions.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { customersText } from "../../steps/actionText.ts";
import { Shown } from "../../ui/Shown.tsx";
import { BoardCard } from "./BoardCard.tsx";

/** So many actions of a status are read at once. */
const PAGE = 50;

interface Properties {
  readonly asked: ActionsAsked;
  readonly onOpen: (actionId: string) => void;
}

/** A column for each status. A card is moved by the choice on it, and says where it went. */
export function Board({ asked, onOpen }: Properties) {
  const { t } = useWords();
  const [moved, setMoved] = useState<Action>();
  return (
    <>
      <p className="visually-hidden" role="status">
        {moved !== undefined &&
          t("action-moved", {
            name: customersText(moved, t),
            status: t(`action-status-${moved.status}`),
          })}
      </p>
      <div className="board">
        {STATUSES.map((status) => (
          <Column
            key={status}
            status={status}
            asked={asked}
            moved={moved?.action_id}
            onMoved={setMoved}
            onOpen={onOpen}
          />
        ))}
      </div>
    </>
  );
}

interface ColumnProperties extends Properties {
  readonly status: Status;
  /** The action that was moved last. */
  readonly moved: string | undefined;
  readonly onMoved: (action: Action) => void;
}

function Column({ status, asked, moved, onMoved, onOpen }: ColumnProperties) {
  const { t, formats } = useWords();
  const id = useId();
  const pages = useInfiniteQuery(actionsQuery({ ...asked, status }, PAGE));
  return (
    <section className="board__column" aria-labelledby={id}>
      <h2 id={id}>
        {t(`action-status-${status}`)}{" "}
        <span className="quiet">{formats.count(pages.data?.[0]?.statuses[status])}</span>
      </h2>
      <Shown query={pages} lines={6}>
        {(shown) => {
          const actions = shown.flatMap((it) => it.items);
          if (actions.length === 0) {
            return <p className="quiet">{t(`actions-empty-${status}`)}</p>;
          }
          return (
            <ul className="board__cards">
              {actions.map((it) => (
                <BoardCard
                  key={it.action_id}
                  action={it}
                  isMoved={it.action_id === moved}
                  onMoved={onMoved}
                  onOpen={onOpen}
                />
              ))}
            </ul>
          );
        }}
      </Shown>
      {pages.hasNextPage && (
        <Button
          size="small"
          className="more"
          disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t("actions-more")}
        </Button>
      )}
    </section>
  );
}
