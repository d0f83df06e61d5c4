import { Link } from "@tanstack/react-router";
import type { CustomersSearch } from "../app/pageSearch.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { bandsData } from "./bandsData.ts";
import "./charts.css";

interface Properties {
  readonly customers: readonly number[];
  /** Leads to the customers of a band. */
  readonly search: (band: number) => CustomersSearch;
}

/** How many customers are in each band of 20 points; a bar leads to its customers. */
export function BandsChart({ customers, search }: Properties) {
  const { t, formats } = useWords();
  return (
    <ol className="bands">
      {bandsData(customers).map((band) => (
        <li key={band.number}>
          <Link to="/customers" search={search(band.number)} className="bands__row">
            <span className="bands__name">{t(`band-${band.number}`)}</span>
            <span className="bands__track">
              <span
                className="bands__bar"
                style={{ width: `${band.length * 100}%` }}
                aria-hidden="true"
              />
            </span>
            <span className="bands__count">
              {formats.count(band.customers)}
              <span className="visually-hidden">
                {t("unit-customers-only", { count: band.customers })}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
