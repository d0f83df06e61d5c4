import { Button } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { type ReactNode, type RefCallback, useCallback, useId } from "react";
import { useWords } from "../l10n/WordsContext.tsx";

interface Properties {
  readonly title: string;
  /** In the middle of the page, or as a drawer at its side. */
  readonly place: "middle" | "side";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog before the page, which waits behind it. The browser keeps the focus inside. */
export function Modal({ title, place, onClose, children }: Properties) {
  const { t } = useWords();
  const id = useId();
  const open: RefCallback<HTMLDialogElement> = useCallback((dialog) => {
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={open}
      className={`modal modal--${place}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="modal__head">
        <h2 id={id}>{title}</h2>
        <Button
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={t("action-close")}
          onClick={onClose}
        />
      </div>
      <div className="modal__body">{children}</div>
    </dialog>
  );
}
