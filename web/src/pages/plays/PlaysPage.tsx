import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { playsQuery } from "../../api/plays.ts";
import type { Play } from "../../api/recommendations.ts";
import { useMay } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { Table } from "../../ui/Table.tsx";
import { NEW_PLAY } from "./newPlay.ts";
import { PlayBadges } from "./PlayBadges.tsx";

const PlayEditor = lazy(() => import("./PlayEditor.tsx"));

/** The plays in force: what is recommended to whom. */
export default function PlaysPage() {
  const { t, language } = useWords();
  const plays = useQuery(playsQuery(language));
  const mayManage = useMay("manage_plays");
  const [isAdding, add] = useState(false);
  return (
    <>
      <PageHeader
        title={t("nav-plays")}
        lead={t("plays-lead")}
        actions={
          mayManage && (
            <Button appearance="primary" onClick={() => add(true)}>
              {t("plays-add")}
            </Button>
          )
        }
      />
      <Card title={t("plays-title")} hint={t("plays-hint")}>
        <Shown query={plays} lines={16}>
          {({ items }) => <Rows plays={items} />}
        </Shown>
      </Card>
      {isAdding && (
        <Suspense fallback={null}>
          <PlayEditor
            title={t("plays-add")}
            source={NEW_PLAY}
            version={0}
            onClose={() => add(false)}
          />
        </Suspense>
      )}
    </>
  );
}

function Rows({ plays }: { readonly plays: readonly Play[] }) {
  const { t } = useWords();
  return (
    <Table
      caption={t("plays-title")}
      rows={plays}
      rowKey={(it) => it.play}
      columns={[
        {
          key: "title",
          isHeader: true,
          title: t("column-play"),
          cell: (it) => (
            <>
              <Link className="link" to="/plays/$play" params={{ play: it.play }}>
                {it.title}
              </Link>
              <span className="sub">{it.play}</span>
            </>
          ),
        },
        {
          key: "answers",
          title: t("column-answers"),
          cell: (it) => t(`answers-problem-${it.problem}`),
        },
        { key: "per", title: t("column-per"), cell: (it) => t(`play-per-${it.per}`) },
        { key: "state", title: t("column-status"), cell: (it) => <PlayBadges play={it} /> },
        {
          key: "to",
          isAction: true,
          title: <span className="visually-hidden">{t("nav-recommendations")}</span>,
          cell: (it) => (
            <Link
              className="link"
              to="/recommendations"
              search={{ plays: it.play }}
              aria-label={t("plays-recommended-of", { name: it.title })}
            >
              {t("nav-recommendations")}
            </Link>
          ),
        },
      ]}
    />
  );
}
