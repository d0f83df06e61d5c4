import type { Schemas } from "../../api/client.ts";
import { causesOf, causeText } from "../../charts/stackData.ts";
import { useWords } from "../../l10n/WordsContext.tsx";

/** Why a workload is used by more people than were sold seats, in words; they add up. */
export function Causes({ usage }: { readonly usage: Schemas["CustomerWorkload"] }) {
  const { t, formats } = useWords();
  const { users } = usage;
  if (users == null) return null;
  const { overage, former, never, untold } = users;
  if (overage.total === 0) {
    // The same causes hide below the line, where nothing stands out.
    if (former == null || never == null) {
      return <p className="quiet">{t("usage-untold", { count: untold })}</p>;
    }
    if (former + never === 0) return null;
    return <p className="quiet">{t("usage-below", { former, never })}</p>;
  }
  return (
    <div className="causes">
      <p className="causes__title">{t("explain-overage", { count: overage.total })}</p>
      <ul className="causes__list">
        {causesOf(overage).map((it) => (
          <li key={it.cause}>
            <strong>{formats.count(it.users)}</strong>{" "}
            {t(causeText(it.cause, usage.unlicensed_use))}
          </li>
        ))}
      </ul>
    </div>
  );
}
