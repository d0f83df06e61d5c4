import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Schemas } from "../api/client.ts";
import { customerRecommendationsQuery, type Recommendations } from "../api/recommendations.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Modal } from "../ui/Modal.tsx";
import { Notice } from "../ui/Notice.tsx";
import { customerName } from "../ui/names.ts";
import { Shown } from "../ui/Shown.tsx";
import { Decide } from "./Decide.tsx";
import { Evidence } from "./Evidence.tsx";
import { PlayText } from "./PlayText.tsx";
import { Stake } from "./Stake.tsx";
import { StandingBadge } from "./StandingBadge.tsx";
import "./steps.css";

interface Properties {
  readonly customerId: string;
  /** The code of the play. */
  readonly play: string;
  readonly onClose: () => void;
}

/** A recommendation: what to consider and to try, why, and what is decided about it. */
export function RecommendationDrawer({ customerId, play, onClose }: Properties) {
  const { t, language } = useWords();
  const asked = useQuery(customerRecommendationsQuery(customerId, language));
  const found = asked.data?.items.find((it) => it.play === play);
  return (
    <Modal title={found?.title ?? t("recommendation-title")} place="side" onClose={onClose}>
      <Shown query={asked} lines={14}>
        {(body) => {
          const item = body.items.find((it) => it.play === play);
          return item === undefined ? (
            <Notice title={t("recommendation-gone")} text={t("recommendation-gone-text")} />
          ) : (
            <Body item={item} body={body} />
          );
        }}
      </Shown>
    </Modal>
  );
}

interface BodyProperties {
  readonly item: Schemas["RecommendationBody"];
  readonly body: Recommendations;
}

function Body({ item, body }: BodyProperties) {
  const { t, formats } = useWords();
  const play = body.plays.find((it) => it.play === item.play);
  const { customer, standing } = item;
  return (
    <div className="explain__body">
      <div>
        <p className="recommendation__whose">
          <Link
            className="link"
            to="/customers/$customerId"
            params={{ customerId: customer.customer_id }}
          >
            {customerName(customer)}
          </Link>{" "}
          <StandingBadge standing={standing} />
        </p>
        <Stake recommendation={item} />
      </div>
      <Decided standing={standing} />
      {item.may_decide && (
        <Decide
          customerId={customer.customer_id}
          play={item.play}
          isDecided={standing.state !== "open"}
        />
      )}
      <section>
        <h3>{t("recommendation-why")}</h3>
        <p className="quiet">{t("recommendation-why-hint", { day: formats.day(item.as_of) })}</p>
        <Evidence recommendation={item} />
      </section>
      {play !== undefined && <PlayText play={play} />}
    </div>
  );
}

/** What was decided, and what came of it. */
function Decided({ standing }: { readonly standing: Schemas["StandingBody"] }) {
  const { t, formats } = useWords();
  if (standing.state === "open") return null;
  const at = formats.moment(standing.decided_at);
  return (
    <p className="quiet">
      {t(`decided-${standing.state}`, { at, until: formats.day(standing.until) })}
      {standing.reason != null && ` ${t("decided-reason", { reason: standing.reason })}`}{" "}
      {standing.action_id != null && (
        <Link className="link" to="/actions" search={{ open: standing.action_id }}>
          {t("decided-action")}
        </Link>
      )}
    </p>
  );
}
