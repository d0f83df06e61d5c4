import type { Schemas } from "../api/client.ts";
import { UNKNOWN } from "../l10n/formats.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Cost } from "./Cost.tsx";
import { Since } from "./Evidence.tsx";

/** How many seats or people a recommendation is about, what they cost, and since when. */
export function Stake({
  recommendation,
}: {
  readonly recommendation: Schemas["RecommendationBody"];
}) {
  const { t } = useWords();
  const { stake, is_ranked } = recommendation;
  return (
    <div className="stake">
      <strong>
        {stake.count == null ? UNKNOWN : t(`stake-${stake.unit}`, { count: stake.count })}
      </strong>
      <span className="quiet">
        <Cost cost={stake.cost} /> <Since evidence={recommendation} />
        {!is_ranked && <span className="cost">{t("stake-unranked")}</span>}
      </span>
    </div>
  );
}
