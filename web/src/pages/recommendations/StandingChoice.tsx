import type { Schemas } from "../../api/client.ts";
import { STANDINGS, type Standing } from "../../api/recommendations.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Choice } from "../../ui/Choice.tsx";

interface Properties {
  readonly standing: Standing | undefined;
  /** How many there are of each, once it is known. */
  readonly counts: Schemas["StandingCounts"] | undefined;
}

/** Chooses recommendations by what was decided about them. */
export function StandingChoice({ standing, counts }: Properties) {
  const { t, formats } = useWords();
  const change = useSearchChange();
  return (
    <Choice
      title={t("recommendations-standing")}
      name="standing"
      choices={STANDINGS.map((value) => ({
        value,
        title: t("standing-count", {
          standing: t(`standing-${value}`),
          count: formats.count(counts?.[value]),
        }),
      }))}
      chosen={standing ?? "open"}
      onChoose={(value) => change({ standing: value === "open" ? undefined : value }, "replaces")}
    />
  );
}
