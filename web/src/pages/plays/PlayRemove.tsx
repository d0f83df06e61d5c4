import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { PLAYS, type PlayWithSource, removePlay } from "../../api/plays.ts";
import { RECOMMENDATIONS } from "../../api/recommendations.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Problem } from "../../ui/Problem.tsx";

/** Takes an own play away, when that is said twice. */
export function PlayRemove({ play }: { readonly play: PlayWithSource }) {
  const { t } = useWords();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [isSure, setSure] = useState(false);
  const remove = useMutation({
    mutationFn: () => removePlay(play.play, play.version),
    onSuccess: async () => {
      await navigate({ to: "/plays" });
      await Promise.all([
        cache.invalidateQueries({ queryKey: PLAYS }),
        cache.invalidateQueries({ queryKey: RECOMMENDATIONS }),
      ]);
    },
  });
  if (!play.is_own) return null;
  return (
    <>
      <Button
        disabled={remove.isPending}
        onClick={() => (isSure ? remove.mutate() : setSure(true))}
      >
        {t(isSure ? "play-remove-sure" : "play-remove")}
      </Button>
      <Problem error={remove.error} />
    </>
  );
}
