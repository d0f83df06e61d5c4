import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { type PlayWithSource, playQuery } from "../../api/plays.ts";
import { useMay } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { PlayText } from "../../steps/PlayText.tsx";
import { Card } from "../../ui/Card.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { PlayBadges } from "./PlayBadges.tsx";
import { PlayRemove } from "./PlayRemove.tsx";
import { Thresholds } from "./Thresholds.tsx";
import { Versions } from "./Versions.tsx";
import "../../steps/steps.css";
import "./plays.css";

const PlayEditor = lazy(() => import("./PlayEditor.tsx"));

/** A play: what it says, when it is recommended, its thresholds and its versions. */
export default function PlayPage() {
  const { t, language } = useWords();
  const { play: code } = useParams({ from: "/shell/plays/$play" });
  const play = useQuery(playQuery(code, language));
  const mayManage = useMay("manage_plays");
  const [edited, edit] = useState<string>();
  return (
    <>
      <p className="crumbs">
        <Link to="/plays">{t("nav-plays")}</Link>
      </p>
      <PageHeader
        title={play.data?.title ?? t("column-play")}
        lead={code}
        actions={
          mayManage &&
          play.data !== undefined && (
            <>
              <PlayRemove play={play.data} />
              <Button appearance="primary" onClick={() => edit(play.data.source)}>
                {t("play-edit")}
              </Button>
            </>
          )
        }
      />
      <Shown query={play} lines={18}>
        {(it) => (
          <>
            <Body play={it} />
            <Versions play={it} onEdit={edit} />
            {edited !== undefined && (
              <Suspense fallback={null}>
                <PlayEditor
                  title={t("play-edit-of", { name: it.title })}
                  play={it.play}
                  source={edited}
                  version={it.version}
                  onClose={() => edit(undefined)}
                />
              </Suspense>
            )}
          </>
        )}
      </Shown>
    </>
  );
}

function Body({ play }: { readonly play: PlayWithSource }) {
  const { t } = useWords();
  const facts = [
    ["column-answers", t(`answers-problem-${play.problem}`)],
    ["column-per", t(`play-per-${play.per}`)],
  ] as const;
  return (
    <>
      <Card title={t("play-says")} actions={<PlayBadges play={play} />}>
        <div className="play-text">
          <PlayText play={play} />
        </div>
      </Card>
      <Card title={t("play-when")} hint={t("play-when-hint")}>
        <dl className="facts">
          {facts.map(([title, text]) => (
            <div key={title}>
              <dt>{t(title)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <p className="play-rule">
          <span className="quiet">{t("play-condition")}</span>
          <code>{play.condition}</code>
        </p>
        <p className="play-rule">
          <span className="quiet">{t("play-stake")}</span>
          <code>{play.stake}</code>
        </p>
      </Card>
      <Thresholds thresholds={play.thresholds} />
    </>
  );
}
