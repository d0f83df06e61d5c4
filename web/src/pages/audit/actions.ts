import { useWords } from "../../l10n/WordsContext.tsx";

/** What the audit log records, by the codes of the API. A newer server may have more. */
export const ACTIONS = [
  "action.add",
  "action.adopt",
  "action.adopted",
  "action.change",
  "action.import",
  "catalogue.add",
  "export.download",
  "export.make",
  "export.remove",
  "import",
  "import.confirm",
  "insights.drop",
  "insights.query",
  "insights.report",
  "link.make",
  "member.add",
  "member.change",
  "member.first_admin",
  "member.profile",
  "member.recovery_code",
  "member.remove",
  "member.second_factor",
  "member.set_password",
  "personal_data.quarantine",
  "personal_data.view",
  "play.put",
  "play.remove",
  "recommendation.accept",
  "recommendation.dismiss",
  "recommendation.end",
  "recommendation.reopen",
  "recommendation.snooze",
  "reseller.put",
  "reseller.remove",
  "session.end",
  "session.second_factor",
  "session.start",
  "threshold.set",
  "token.make",
  "token.revoke",
  "view.drop",
  "view.put",
  "webhook.add",
  "webhook.change",
  "webhook.remove",
] as const;

/** The message that names an action. */
function actionMessage(code: string): string {
  return `audit-action-${code.replaceAll(/[._]/g, "-")}`;
}

/** What an action is called; its code when it is newer than the page. */
export function useActionName(): (code: string) => string {
  const { t, has } = useWords();
  return (code) => (has(actionMessage(code)) ? t(actionMessage(code)) : code);
}
