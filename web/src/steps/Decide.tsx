import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ACTIONS } from "../api/actions.ts";
import { type Decision, decide, RECOMMENDATIONS } from "../api/recommendations.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Problem } from "../ui/Problem.tsx";
import { AcceptForm, DismissForm, SnoozeForm } from "./DecideForms.tsx";

const KINDS = ["accept", "snooze", "dismiss"] as const;

interface Properties {
  readonly customerId: string;
  readonly play: string;
  /** Whether there is a decision, which can only be taken back. */
  readonly isDecided: boolean;
}

/** Accepts, snoozes or dismisses a recommendation, or takes that back. */
export function Decide({ customerId, play, isDecided }: Properties) {
  const { t } = useWords();
  const cache = useQueryClient();
  const [chosen, choose] = useState<(typeof KINDS)[number]>();
  const made = useMutation({
    mutationFn: (decision: Decision) => decide(customerId, play, decision),
    onSuccess: async () => {
      choose(undefined);
      await Promise.all([
        cache.invalidateQueries({ queryKey: RECOMMENDATIONS }),
        cache.invalidateQueries({ queryKey: ACTIONS }),
      ]);
    },
  });
  const form = { isPending: made.isPending, onDecide: made.mutate };
  return (
    <div className="decide">
      <div className="actions">
        {isDecided ? (
          <Button disabled={made.isPending} onClick={() => made.mutate({ kind: "reopen" })}>
            {t("decide-reopen")}
          </Button>
        ) : (
          KINDS.map((kind) => (
            <Button
              key={kind}
              appearance={kind === "accept" && chosen === undefined ? "primary" : "secondary"}
              aria-expanded={chosen === kind}
              onClick={() => choose(chosen === kind ? undefined : kind)}
            >
              {t(`decide-${kind}`)}
            </Button>
          ))
        )}
      </div>
      {!isDecided && chosen === "accept" && <AcceptForm {...form} />}
      {!isDecided && chosen === "snooze" && <SnoozeForm {...form} />}
      {!isDecided && chosen === "dismiss" && <DismissForm {...form} />}
      <Problem error={made.error} />
    </div>
  );
}
