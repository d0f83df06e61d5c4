import type { Schemas } from "../api/client.ts";
import { useWords } from "../l10n/WordsContext.tsx";

const TONE: Readonly<Record<string, string>> = { accepted: "badge--good", open: "badge--warn" };

/** What was decided about a recommendation, in a word. */
export function StandingBadge({ standing }: { readonly standing: Schemas["StandingBody"] }) {
  const { t } = useWords();
  return (
    <span className={`badge ${TONE[standing.state] ?? ""}`}>{t(`decision-${standing.state}`)}</span>
  );
}
