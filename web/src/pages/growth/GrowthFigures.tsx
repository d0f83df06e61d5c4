import type { Growth } from "../../api/signals.ts";
import { GROWING, type Growing } from "../../app/stepsSearch.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Cost } from "../../steps/Cost.tsx";
import { KeyFigure } from "../../ui/KeyFigure.tsx";

/** The last month at a glance: what there is, what came and went, trials, and what is due. */
export function GrowthFigures({ growth }: { readonly growth: Growth }) {
  const { t, formats } = useWords();
  const last = growth.total.months.at(-1) ?? null;
  const month = formats.month(`${growth.months.at(-1)?.month ?? growth.day.slice(0, 7)}-01`);
  const note = (of: Growing) =>
    last === null
      ? t("coverage-missing")
      : t("growth-note", { month, gained: last[of].gained, lost: last[of].lost });
  return (
    <div className="figures">
      {GROWING.map((of) => (
        <KeyFigure
          key={of}
          title={t(`growth-of-${of}`)}
          value={formats.count(last?.[of].end)}
          note={note(of)}
          trend={growth.total.months.map((it) => it?.[of].end ?? null)}
        />
      ))}
      <KeyFigure
        title={t("growth-trials")}
        value={formats.count(last?.trials_started)}
        note={
          last === null
            ? t("coverage-missing")
            : t("growth-trials-note", {
                month,
                converted: last.trials_converted,
                ended: last.trials_ended,
              })
        }
        trend={growth.total.months.map((it) => it?.trials_started ?? null)}
      />
      <Renewals renewals={growth.total.renewals} />
    </div>
  );
}

/** What is due soonest, and below it what is due later. */
function Renewals({ renewals }: { readonly renewals: Growth["total"]["renewals"] }) {
  const { t, formats } = useWords();
  const [first, ...later] = renewals;
  if (first === undefined) return null;
  return (
    <KeyFigure
      title={t("growth-renewals", { days: first.within_days })}
      value={formats.count(first.subscriptions)}
      note={
        <>
          {t("stake-seats", { count: first.seats })}
          <Cost cost={first} />
          {later.map((it) => (
            <span key={it.within_days} className="cost">
              {t("growth-renewals-later", {
                days: it.within_days,
                count: it.subscriptions,
                seats: it.seats,
              })}
            </span>
          ))}
        </>
      }
    />
  );
}
