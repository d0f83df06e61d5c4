import type { Schemas } from "../../api/client.ts";
import type { Portfolio } from "../../api/insights.ts";
import type { CustomersSearch } from "../../app/pageSearch.ts";
import type { FilterSearch, ViewSearch } from "../../app/search.ts";
import { BandsChart } from "../../charts/BandsChart.tsx";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";

interface Properties {
  readonly portfolio: Portfolio;
  readonly asked: ViewSearch & FilterSearch;
}

/** How deployment and usage are spread over customers, in bands of 20 points. */
export function SpreadCard({ portfolio, asked }: Properties) {
  const { t } = useWords();
  return (
    <Card title={t("spread-title")} hint={t("spread-hint")}>
      <div className="spreads">
        <Spread
          title={t("figure-deployment")}
          spread={portfolio.deployment.spread}
          search={(band) => ({ ...asked, band_of: "deployment_percent", bands: String(band) })}
        />
        <Spread
          title={t("figure-usage")}
          spread={portfolio.usage.spread}
          search={(band) => ({ ...asked, band_of: "usage_percent", bands: String(band) })}
        />
      </div>
    </Card>
  );
}

interface SpreadProperties {
  readonly title: string;
  readonly spread: Schemas["SpreadFigures"];
  readonly search: (band: number) => CustomersSearch;
}

function Spread({ title, spread, search }: SpreadProperties) {
  const { t, formats } = useWords();
  return (
    <div>
      <h3>{title}</h3>
      <p className="quiet">
        {t("spread-median", { median: formats.exactPercent(spread.median_percent) })}
      </p>
      <BandsChart customers={spread.bands} search={search} />
    </div>
  );
}
