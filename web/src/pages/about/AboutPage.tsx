import { useQuery } from "@tanstack/react-query";
import { portfolioQuery } from "../../api/insights.ts";
import { useMay, versionQuery } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Definition } from "../../ui/Definition.tsx";
import { DEFINITIONS } from "../../ui/definitions.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Shown } from "../../ui/Shown.tsx";

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
          {DEFINITIONS.map((it) => (
            <div key={it}>
              <dt>{t(`define-${it}`)}</dt>
              <dd>
                <Definition of={it} />
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  );
}
