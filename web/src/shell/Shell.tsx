import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet, useMatches, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { INSIGHTS } from "../api/insights.ts";
import { useWho, versionQuery } from "../api/session.ts";
import { usePreferences } from "../app/Preferences.tsx";
import { useWords } from "../l10n/WordsContext.tsx";
import { NotAllowed } from "../ui/NotAllowed.tsx";
import { Navigation } from "./Navigation.tsx";
import { TopBar } from "./TopBar.tsx";

/** Menu and bar around every page of somebody who is signed in. */
export function Shell() {
  const { t } = useWords();
  const who = useWho();
  const router = useRouter();
  const { adopt } = usePreferences();
  const [isOpen, setOpen] = useState(false);
  const page = useMatches().at(-1);
  useFreshInsights();
  useEffect(() => {
    if (who !== null) {
      adopt(who);
      return;
    }
    // The session ended: back to here after the sign-in.
    const return_to = router.state.location.href;
    void router.navigate({ to: "/sign-in", search: { return_to } });
  }, [who, adopt, router]);

  if (who === null) return null;
  const permission = page?.staticData.permission;
  const isAllowed = permission === undefined || who.permissions.includes(permission);
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t("nav-skip")}
      </a>
      <div className={isOpen ? "shell__side shell__side--open" : "shell__side"} id="side">
        <Navigation onChoose={() => setOpen(false)} />
      </div>
      {isOpen && (
        <button
          type="button"
          className="shell__veil"
          aria-label={t("nav-close")}
          onClick={() => setOpen(false)}
        />
      )}
      <div className="shell__body">
        <TopBar
          hasView={isAllowed && page?.staticData.hasView === true}
          isMenuOpen={isOpen}
          onMenu={() => setOpen(!isOpen)}
        />
        <main className="content" id="content" tabIndex={-1}>
          {isAllowed ? <Outlet /> : <NotAllowed title={page?.staticData.title} />}
        </main>
      </div>
    </div>
  );
}

/** The ledger entry whose figures are on the page. */
const SHOWN_ENTRY = ["shown-entry"];

/** Reads figures again once the server shows another import. */
function useFreshInsights(): void {
  const cache = useQueryClient();
  const entry = useQuery(versionQuery).data?.ledger_entry;
  useEffect(() => {
    if (entry === undefined) return;
    const shown = cache.getQueryData<number>(SHOWN_ENTRY);
    cache.setQueryData(SHOWN_ENTRY, entry);
    if (shown !== undefined && shown !== entry) {
      void cache.invalidateQueries({ queryKey: [INSIGHTS] });
    }
  }, [entry, cache]);
}
