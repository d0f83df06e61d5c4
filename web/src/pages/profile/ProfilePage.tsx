import { useWho } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Appearance } from "./Appearance.tsx";
import { NameCard } from "./NameCard.tsx";
import { PasswordCard } from "./PasswordCard.tsx";
import { SecondFactorCard } from "./SecondFactorCard.tsx";

/** What members change of themselves. */
export default function ProfilePage() {
  const { t } = useWords();
  const who = useWho();
  if (who === null) return null;
  return (
    <>
      <PageHeader title={t("nav-profile")} lead={`${who.email} · ${t(`role-${who.role}`)}`} />
      <div className="grid">
        <NameCard who={who} />
        <Appearance />
        {who.has_password && <PasswordCard />}
        {who.has_password && <SecondFactorCard isOn={who.has_second_factor} />}
      </div>
    </>
  );
}
