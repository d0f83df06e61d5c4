import type { Schemas } from "../../api/client.ts";
import { StackBar } from "../../charts/StackBar.tsx";
import { causesOf, causeText, stackData } from "../../charts/stackData.ts";
import type { Ratio } from "../../l10n/formats.ts";
import { useWords } from "../../l10n/WordsContext.tsx";

interface Properties {
  readonly usage: Schemas["UsageExplained"];
  readonly window: Schemas["DaysBody"];
}

/** The formula of a usage with its numbers, and how its parts came about. */
export function ExplainedUsage({ usage, window }: Properties) {
  const { t, formats } = useWords();
  const figures = usage.stored ?? usage.recount;
  const { users, entitlements } = figures;
  const days = `${formats.day(window.first)} – ${formats.day(window.last)}`;
  if (users == null) {
    return (
      <section className="explain__formula">
        <p>{t("explain-missing")}</p>
        <p className="quiet">
          {t("explain-entitlements")}: {formats.count(entitlements)}
        </p>
      </section>
    );
  }
  const stack = stackData(users, entitlements);
  const lacking = usage.unknown_days.filter((it) => it.days.length > 0);
  return (
    <section className="explain__formula">
      <p className="explain__ratio">{formula(users.usage)}</p>
      <StackBar name={usage.workload_name} stack={stack} reach={stack.reach} />
      <ul className="notes">
        <li>{active(users)}</li>
        <li>{t("explain-window", { days })}</li>
        <li>{t("explain-entitlements")}</li>
        {figures.coverage === "lower_bound" && (
          <li>{t("explain-lower-bound", { covered: figures.days_covered })}</li>
        )}
        {figures.is_preliminary && <li>{t("explain-preliminary")}</li>}
      </ul>
      {users.overage.total > 0 && (
        <div className="causes">
          <p className="causes__title">{t("explain-overage", { count: users.overage.total })}</p>
          <ul className="causes__list">
            {causesOf(users.overage).map((it) => (
              <li key={it.cause}>
                <strong>{formats.count(it.users)}</strong>{" "}
                {t(causeText(it.cause, usage.unlicensed_use))}
              </li>
            ))}
          </ul>
          <p className="quiet">{t("explain-inputs")}</p>
          <ul className="notes">
            {users.held != null && <li>{t("explain-above", pick(usage.above))}</li>}
            <li>
              {t("explain-spare-grace", {
                now: usage.spare.grace_now,
                window: usage.spare.grace_window,
              })}
            </li>
            <li>
              {t("explain-spare-trial", {
                now: usage.spare.trial_now,
                window: usage.spare.trial_window,
              })}
            </li>
          </ul>
        </div>
      )}
      {lacking.map((it) => (
        <p key={it.source_code} className="quiet">
          {t("explain-unknown-days", {
            source: it.source_code,
            days: it.days.map((day) => formats.day(day)).join(", "),
          })}
        </p>
      ))}
    </section>
  );

  function active({ held, former, never }: Schemas["ActiveFigures"]): string {
    if (held == null || former == null || never == null) return t("explain-untold");
    return t("explain-active", { held, former, never });
  }

  function formula({ part, whole, percent }: Ratio): string {
    if (percent == null) return t("formula-ratio-undefined", { part, whole });
    return t("formula-ratio", { part, whole, percent: formats.exactPercent(percent) });
  }
}

function pick({ held, former, never }: Schemas["AboveBody"]) {
  return { held, former, never };
}
