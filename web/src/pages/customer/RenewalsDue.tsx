import type { Schemas } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Cost } from "../../steps/Cost.tsx";

/** The partner's own subscriptions whose commitment ends soon. */
export function RenewalsDue({
  renewals,
}: {
  readonly renewals: readonly Schemas["RenewalsBody"][];
}) {
  const { t } = useWords();
  return (
    <dl className="facts renewals">
      {renewals.map((it) => (
        <div key={it.within_days}>
          <dt>{t("renewals-within", { days: it.within_days })}</dt>
          <dd>
            {t("renewals-due", { subscriptions: it.subscriptions, seats: it.seats })}
            {it.subscriptions > 0 && <Cost cost={it} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
