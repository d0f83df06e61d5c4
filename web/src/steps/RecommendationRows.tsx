import { Link } from "@tanstack/react-router";
import type { Recommendation } from "../api/recommendations.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { customerName } from "../ui/names.ts";
import { comparedText } from "./comparison.ts";
import { subjectName } from "./figures.ts";
import { Stake } from "./Stake.tsx";
import { StandingBadge } from "./StandingBadge.tsx";
import "./steps.css";

interface Properties {
  readonly items: readonly Recommendation[];
  /** Whether the rows are of many customers, which are named then. */
  readonly namesCustomers: boolean;
  readonly onOpen: (item: Recommendation) => void;
}

/** Recommendations one below the other, most at stake first. */
export function RecommendationRows({ items, namesCustomers, onOpen }: Properties) {
  const { t } = useWords();
  return (
    <ol className="recommendations">
      {items.map((it) => {
        const name = customerName(it.customer);
        return (
          <li key={`${it.customer.customer_id}.${it.play}`} className="recommendation">
            <Stake recommendation={it} />
            <div className="recommendation__text">
              {namesCustomers && (
                <Link
                  className="link recommendation__customer"
                  to="/customers/$customerId"
                  params={{ customerId: it.customer.customer_id }}
                >
                  {name}
                </Link>
              )}
              <h3>{it.title}</h3>
              <p className="recommendation__badges">
                <span className="badge">{t(`answers-problem-${it.problem}`)}</span>{" "}
                {it.standing.state !== "open" && <StandingBadge standing={it.standing} />}
              </p>
              <Reason item={it} />
            </div>
            <button
              type="button"
              className="plain-button no-print"
              aria-label={t("recommendation-open-of", { title: it.title, name })}
              onClick={() => onOpen(it)}
            >
              {t("recommendation-open")}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** The greatest of the causes in a line. */
function Reason({ item }: { readonly item: Recommendation }) {
  const { t, has, formats } = useWords();
  const [first] = item.evidence;
  if (first === undefined) return null;
  const said = first.comparisons
    .filter((it) => it.holds === true)
    .map((it) => comparedText(it, { t, has, formats }))
    .map(({ signal, value, asked }) => `${signal}: ${value} (${asked})`);
  const subject = subjectName(first);
  const more = item.evidence.length - 1;
  return (
    <p className="quiet">
      {subject !== undefined && <strong>{subject}. </strong>}
      {said.join("; ")}.{more > 0 && ` ${t("evidence-more", { count: more })}`}
    </p>
  );
}
