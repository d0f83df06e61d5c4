import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useWords } from "../l10n/WordsContext.tsx";
import { Modal } from "./Modal.tsx";
import { Problem } from "./Problem.tsx";

interface Properties {
  readonly title: string;
  /** What the button says that sends the form. */
  readonly action: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog. */
export function FormModal(properties: Properties) {
  const { title, action, isPending, error, onSend, onClose, children } = properties;
  const { t } = useWords();
  return (
    <Modal title={title} place="middle" onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          onSend();
        }}
      >
        {children}
        <Problem error={error} />
        <div className="actions actions--end">
          <Button onClick={onClose}>{t("action-cancel")}</Button>
          <Button type="submit" appearance="primary" disabled={isPending}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
