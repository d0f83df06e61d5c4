import { Button } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { type DragEvent, useId, useRef, useState } from "react";
import type { ImportOptions } from "../../api/imports.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { UploadOptions } from "./UploadOptions.tsx";

interface Properties {
  readonly files: readonly File[];
  readonly options: ImportOptions;
  readonly isBusy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onOptions: (options: ImportOptions) => void;
  readonly onSend: (isDryRun: boolean) => void;
}

/** Takes files by drag and drop or by choice, and sends them to be checked or imported. */
export function UploadForm(properties: Properties) {
  const { files, options, isBusy, onFiles, onOptions, onSend } = properties;
  const { t, formats } = useWords();
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const add = (more: FileList | null) => onFiles([...files, ...(more ?? [])]);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  return (
    <div className="upload">
      <label
        className={isOver ? "drop drop--over" : "drop"}
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span className="drop__title">{t("upload-drop")}</span>
        <span className="quiet">{t("upload-kinds")}</span>
        <input
          ref={chooser}
          id={id}
          className="drop__input"
          type="file"
          multiple
          disabled={isBusy}
          onChange={(event) => {
            add(event.currentTarget.files);
            // The same file can be chosen again after it was mended.
            event.currentTarget.value = "";
          }}
        />
      </label>
      {files.length > 0 && (
        <ul className="files">
          {files.map((file) => (
            <li key={`${file.name}${file.size}${file.lastModified}`}>
              <span className="files__name">{file.name}</span>
              <span className="quiet">{formats.size(file.size)}</span>
              <Button
                size="small"
                appearance="subtle"
                icon={<DismissRegular />}
                disabled={isBusy}
                aria-label={t("upload-remove", { file: file.name })}
                onClick={() => onFiles(files.filter((it) => it !== file))}
              />
            </li>
          ))}
        </ul>
      )}
      <UploadOptions options={options} onOptions={onOptions} />
      <div className="actions">
        <Button disabled={isBusy || files.length === 0} onClick={() => onSend(true)}>
          {t("upload-check")}
        </Button>
        <Button
          appearance="primary"
          disabled={isBusy || files.length === 0}
          onClick={() => onSend(false)}
        >
          {t("upload-import")}
        </Button>
        {files.length === 0 && <span className="quiet">{t("upload-nothing")}</span>}
      </div>
    </div>
  );
}
