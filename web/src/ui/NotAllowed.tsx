import { Link } from "@tanstack/react-router";
import { useWho } from "../api/session.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Notice } from "./Notice.tsx";
import { PageHeader } from "./PageHeader.tsx";

/** A page that the reader's role may not see, and whom to ask. */
export function NotAllowed({ title }: { readonly title?: string | undefined }) {
  const { t } = useWords();
  const who = useWho();
  return (
    <>
      <PageHeader title={t(title ?? "state-not-allowed")} />
      <Notice
        title={t("state-not-allowed")}
        text={t("state-not-allowed-text", { role: t(`role-${who?.role ?? "helpdesk_agent"}`) })}
        action={
          <Link to="/about" className="link">
            {t("state-not-allowed-action")}
          </Link>
        }
      />
    </>
  );
}
