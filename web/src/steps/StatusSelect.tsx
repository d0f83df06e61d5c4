import { Select } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ACTIONS, type Action, changeAction, STATUSES } from "../api/actions.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Problem } from "../ui/Problem.tsx";

interface Properties {
  readonly action: Action;
  /** What the action is called. */
  readonly name: string;
  readonly isFocused?: boolean;
  readonly onMoved?: (action: Action) => void;
}

/** Moves an action to another column of the board. */
export function StatusSelect({ action, name, isFocused = false, onMoved }: Properties) {
  const { t } = useWords();
  const cache = useQueryClient();
  const move = useMutation({
    mutationFn: (status: string) => changeAction(action, { status }),
    onSuccess: (moved) => onMoved?.(moved),
    onSettled: () => cache.invalidateQueries({ queryKey: ACTIONS }),
  });
  return (
    <>
      <Select
        size="small"
        aria-label={t("action-status-of", { name })}
        value={action.status}
        disabled={move.isPending}
        // A card that was moved has the focus where it is now.
        ref={(it: HTMLSelectElement | null) => {
          if (isFocused) it?.focus();
        }}
        onChange={(_, { value }) => move.mutate(value)}
      >
        {STATUSES.map((it) => (
          <option key={it} value={it}>
            {t(`action-status-${it}`)}
          </option>
        ))}
      </Select>
      <Problem error={move.error} />
    </>
  );
}
