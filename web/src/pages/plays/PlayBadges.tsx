import type { Play } from "../../api/recommendations.ts";
import { useWords } from "../../l10n/WordsContext.tsx";

type State = Pick<Play, "is_own" | "is_enabled" | "thresholds">;

/** Whose play it is, whether it recommends anything, and whether its thresholds are changed. */
export function PlayBadges({ play }: { readonly play: State }) {
  const { t } = useWords();
  return (
    <>
      <span className="badge">{t(play.is_own ? "play-own" : "play-shipped")}</span>{" "}
      {!play.is_enabled && <span className="badge badge--warn">{t("play-off")}</span>}{" "}
      {play.thresholds.some((it) => it.is_changed) && (
        <span className="badge">{t("play-thresholds-changed")}</span>
      )}
    </>
  );
}
