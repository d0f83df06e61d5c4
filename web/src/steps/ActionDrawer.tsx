import { useQuery } from "@tanstack/react-query";
import { type Action, actionQuery } from "../api/actions.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Modal } from "../ui/Modal.tsx";
import { Shown } from "../ui/Shown.tsx";
import { ActionCustomers } from "./ActionCustomers.tsx";
import { ActionFacts } from "./ActionFacts.tsx";
import { ActionForm } from "./ActionForm.tsx";
import { customersText } from "./actionText.ts";
import { BeforeAfter } from "./BeforeAfter.tsx";
import { MaterialList } from "./PlayText.tsx";
import { usePlayTitle } from "./usePlayTitle.ts";
import "./steps.css";

interface Properties {
  readonly actionId: string;
  readonly onClose: () => void;
}

/** An action: who does it and when, for whom, and the figures around it. */
export function ActionDrawer({ actionId, onClose }: Properties) {
  const { t } = useWords();
  const action = useQuery(actionQuery(actionId));
  const title =
    action.data === undefined
      ? t("action-title")
      : t("action-title-of", { name: customersText(action.data, t) });
  return (
    <Modal title={title} place="side" onClose={onClose}>
      <Shown query={action} lines={14}>
        {(it) => <Body action={it} />}
      </Shown>
    </Modal>
  );
}

function Body({ action }: { readonly action: Action }) {
  const { t, formats } = useWords();
  const playTitle = usePlayTitle();
  return (
    <div className="explain__body">
      <p className="quiet">
        {playTitle(action.play)}
        {" · "}
        {t("action-changed-at", { at: formats.moment(action.changed_at) })}
      </p>
      {action.may_change ? (
        // What somebody else changed meanwhile is shown instead of what was typed.
        <ActionForm key={action.version} action={action} />
      ) : (
        <>
          <ActionFacts action={action} />
          {action.material.length > 0 && (
            <section>
              <h3>{t("play-material")}</h3>
              <MaterialList material={action.material} />
            </section>
          )}
        </>
      )}
      <ActionCustomers action={action} />
      <BeforeAfter action={action} />
    </div>
  );
}
