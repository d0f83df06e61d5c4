import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";

/** The events by the names that the server sends, and the headers that come with each. */
const PARTS = [
  ["action.created", "webhook-event-created"],
  ["action.changed", "webhook-event-changed"],
  ["X-Uptake-Signature", "webhook-sent-signed"],
  ["X-Uptake-Delivery", "webhook-sent-named"],
] as const;

/** What a program that is told gets, and what becomes of what does not arrive. */
export function SentCard() {
  const { t } = useWords();
  return (
    <Card title={t("webhooks-sent-title")} hint={t("webhooks-sent-hint")}>
      <dl className="definitions">
        {PARTS.map(([name, message]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{t(message)}</dd>
          </div>
        ))}
        <div>
          <dt>{t("webhook-not-arrived")}</dt>
          <dd>{t("webhook-sent-again")}</dd>
        </div>
      </dl>
    </Card>
  );
}
