import { Link } from "@tanstack/react-router";
import type { Schemas } from "../api/client.ts";
import { UNKNOWN } from "../l10n/formats.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Cost } from "./Cost.tsx";
import { comparedText } from "./comparison.ts";
import { explainedBy, subjectName } from "./figures.ts";

type Item = Schemas["EvidenceBody"];

interface Properties {
  readonly recommendation: Schemas["RecommendationBody"];
}

/** Why something is recommended: for what, by which figures, since when, and how much of it. */
export function Evidence({ recommendation }: Properties) {
  const { t } = useWords();
  const { customer, evidence, stake, as_of: day } = recommendation;
  return (
    <ul className="evidence">
      {evidence.map((it) => (
        <li key={`${it.level} ${subjectName(it) ?? ""}`}>
          <div className="evidence__head">
            <strong>{subjectName(it) ?? t("evidence-customer")}</strong>
            <span>
              {it.stake == null ? UNKNOWN : t(`stake-${stake.unit}`, { count: it.stake })}
            </span>
          </div>
          <Comparisons comparisons={it.comparisons} />
          <p className="quiet evidence__foot">
            <Since evidence={it} />
            <Cost cost={it.cost} />
            <Explained customerId={customer.customer_id} evidence={it} day={day} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function Comparisons({ comparisons }: Pick<Item, "comparisons">) {
  const { t, has, formats } = useWords();
  return (
    <dl className="compared">
      {comparisons.map((it) => {
        const { signal, value, asked } = comparedText(it, { t, has, formats });
        return (
          <div key={`${signal} ${asked}`}>
            <dt>{signal}</dt>
            <dd>
              <strong>{value}</strong>{" "}
              <span className="quiet">
                {t("compared-threshold", { asked })}
                {it.holds === false && `; ${t("compared-not")}`}
                {it.holds == null && `; ${t("compared-unknown")}`}
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Since when the condition holds, as far as one can tell. */
export function Since({
  evidence,
}: {
  readonly evidence: Pick<Item, "since" | "since_or_earlier">;
}) {
  const { t, formats } = useWords();
  const { since, since_or_earlier } = evidence;
  return (
    <span>
      {t(since_or_earlier ? "since-or-earlier" : "since-day", { day: formats.day(since) })}
    </span>
  );
}

interface ExplainedProperties {
  readonly customerId: string;
  readonly evidence: Item;
  readonly day: string;
}

/** Leads to the figure that the evidence is about, down to rows and files. */
function Explained({ customerId, evidence, day }: ExplainedProperties) {
  const { t } = useWords();
  const name = subjectName(evidence) ?? t("evidence-customer");
  return (
    <Link
      className="link"
      to="/customers/$customerId"
      params={{ customerId }}
      search={{ on: day, ...explainedBy(evidence) }}
      aria-label={t("explain-action-of", { name })}
    >
      {t("explain-action")}
    </Link>
  );
}
