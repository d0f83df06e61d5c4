import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useMay } from "../../api/session.ts";
import type { LinesAsked } from "../../api/signals.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Modal } from "../../ui/Modal.tsx";
import { SurveyLines } from "./SurveyLines.tsx";
import { TicketLines } from "./TicketLines.tsx";

interface Properties {
  readonly customerId: string;
  readonly of: "tickets" | "surveys";
  readonly asked: LinesAsked;
}

/** Tickets or answers one by one; their texts only for whoever may see personal data. */
export default function LinesDrawer({ customerId, of, asked }: Properties) {
  const { t } = useWords();
  const change = useSearchChange();
  const mayRead = useMay("read_personal_data");
  // Never in the address: whoever opens a shared one does not read texts by that.
  const [showsTexts, showTexts] = useState(false);
  const [page, show] = useState(1);
  const question = {
    ...asked,
    ...(showsTexts && { texts: true }),
    ...(page > 1 && { page }),
  };
  const lines = { customerId, asked: question, onPage: show };
  return (
    <Modal
      title={t(`lines-${of}`)}
      place="side"
      onClose={() => change({ lines: undefined }, "replaces")}
    >
      <div className="explain__body">
        <div className="card__head">
          <p className="quiet">{t(mayRead ? "lines-hint" : "lines-concealed")}</p>
          {mayRead && (
            <Button size="small" onClick={() => showTexts(!showsTexts)}>
              {t(showsTexts ? "lines-hide" : "lines-show")}
            </Button>
          )}
        </div>
        {of === "tickets" ? <TicketLines {...lines} /> : <SurveyLines {...lines} />}
      </div>
    </Modal>
  );
}
