import { ROLES } from "../../api/members.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";

/** What each role is for. */
export function RolesCard() {
  const { t } = useWords();
  return (
    <Card title={t("roles-title")}>
      <dl className="definitions">
        {ROLES.map((role) => (
          <div key={role}>
            <dt>{t(`role-${role}`)}</dt>
            <dd>{t(`role-text-${role}`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
