import { useQuery } from "@tanstack/react-query";
import { portfolioQuery } from "../../api/insights.ts";
import { useMay, versionQuery } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Shown } from "../../ui/Shown.tsx";

/** The words that need a definition; those that are counted have a formula. */
const DEFINITIONS = [
  ["sold", true],
  ["deployment", true],
  ["entitlement", true],
  ["usage", true],
  ["covered", true],
  ["classes", true],
  ["overage", true],
  ["window", false],
  ["coverage", false],
  ["preliminary", false],
  ["own", true],
  ["portfolio", true],
  ["people", false],
] as const;

/** What the program is, how new its data is, and what its figures mean. */
export default function AboutPage() {
  const { t, formats } = useWords();
  const version = useQuery(versionQuery);
  const mayRead = useMay("read_insights");
  const processed = useQuery({ ...portfolioQuery({}), enabled: mayRead }).data?.processed;
  return (
    <>
      <PageHeader title={t("nav-about")} lead={t("about-lead")} />
      <Card title={t("about-data")}>
        <Shown query={version} lines={2}>
          {(it) => (
            <dl className="facts">
              <div>
                <dt>{t("about-version")}</dt>
                <dd>{it.version}</dd>
              </div>
              <div>
                <dt>{t("about-entry")}</dt>
                <dd>{formats.count(it.ledger_entry)}</dd>
              </div>
              {processed !== undefined && (
                <>
                  <div>
                    <dt>{t("about-deployment-as-of")}</dt>
                    <dd>{formats.day(processed.deployment)}</dd>
                  </div>
                  <div>
                    <dt>{t("about-usage-as-of")}</dt>
                    <dd>{formats.day(processed.usage)}</dd>
                  </div>
                </>
              )}
            </dl>
          )}
        </Shown>
      </Card>
      <Card title={t("about-definitions")} hint={t("about-definitions-hint")}>
        <dl className="definitions">
          {DEFINITIONS.map(([key, hasFormula]) => (
            <div key={key}>
              <dt>{t(`define-${key}`)}</dt>
              <dd>
                {t(`define-text-${key}`)}
                {hasFormula && <span className="formula">{t(`define-formula-${key}`)}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  );
}
