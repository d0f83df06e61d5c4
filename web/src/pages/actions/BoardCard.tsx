import type { Action } from "../../api/actions.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { customersText, daysText } from "../../steps/actionText.ts";
import { StatusSelect } from "../../steps/StatusSelect.tsx";
import { usePlayTitle } from "../../steps/usePlayTitle.ts";

interface Properties {
  readonly action: Action;
  /** Whether it was moved just now, and takes the focus along. */
  readonly isMoved: boolean;
  readonly onMoved: (action: Action) => void;
  readonly onOpen: (actionId: string) => void;
}

/** An action on the board. */
export function BoardCard({ action, isMoved, onMoved, onOpen }: Properties) {
  const { t, formats } = useWords();
  const playTitle = usePlayTitle();
  const name = customersText(action, t);
  return (
    <li className="board__card">
      <button
        type="button"
        className="plain-button board__name"
        onClick={() => onOpen(action.action_id)}
      >
        {name}
      </button>
      <p>{playTitle(action.play)}</p>
      <p className="quiet">
        {action.owner === "" ? t("action-no-owner") : action.owner}
        {" · "}
        {daysText(action, t, formats)}
      </p>
      {action.may_change && (
        <StatusSelect action={action} name={name} isFocused={isMoved} onMoved={onMoved} />
      )}
    </li>
  );
}
