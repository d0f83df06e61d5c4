import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { BadPlay, checkPlay, PLAYS, putPlay } from "../../api/plays.ts";
import { RECOMMENDATIONS } from "../../api/recommendations.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Modal } from "../../ui/Modal.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { lineRange } from "./lines.ts";
import { PlayFaults } from "./PlayFaults.tsx";
import "./plays.css";

interface Properties {
  readonly title: string;
  /** The play that is changed; without it, the one that the text names is made. */
  readonly play?: string;
  readonly source: string;
  /** The version that was seen. */
  readonly version: number;
  readonly onClose: () => void;
}

/** The text of a play, checked by the server: what is wrong leads to its line. */
export default function PlayEditor({ title, play, source, version, onClose }: Properties) {
  const { t } = useWords();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(source);
  const check = useMutation({ mutationFn: () => checkPlay(text) });
  const put = useMutation({
    mutationFn: async () => {
      const code = play ?? (await checkPlay(text));
      if (play !== undefined) await checkPlay(text);
      await putPlay(code, version, text);
      return code;
    },
    onSuccess: async (code) => {
      await Promise.all([
        cache.invalidateQueries({ queryKey: PLAYS }),
        cache.invalidateQueries({ queryKey: RECOMMENDATIONS }),
      ]);
      onClose();
      await navigate({ to: "/plays/$play", params: { play: code } });
    },
  });
  const error = put.error ?? check.error;
  function showLine(line: number) {
    const area = field.current;
    if (area === null) return;
    const [from, to] = lineRange(text, line);
    area.focus();
    area.setSelectionRange(from, to);
    const height = Number.parseFloat(getComputedStyle(area).lineHeight);
    area.scrollTop = Math.max((line - 4) * height, 0);
  }
  const edit = (value: string) => {
    setText(value);
    check.reset();
    put.reset();
  };
  return (
    <Modal title={title} place="side" onClose={onClose}>
      <div className="explain__body">
        <p className="quiet">{t("play-editor-hint")}</p>
        <label className="play-source">
          <span>{t("play-source")}</span>
          <textarea
            ref={field}
            value={text}
            rows={24}
            spellCheck={false}
            onChange={(event) => edit(event.currentTarget.value)}
          />
        </label>
        {error instanceof BadPlay ? (
          <PlayFaults faults={error.faults} onLine={showLine} />
        ) : (
          <Problem error={error} />
        )}
        {check.isSuccess && (
          <p className="badge badge--good" role="status">
            {t("play-is-good")}
          </p>
        )}
        <div className="actions">
          <Button appearance="primary" disabled={put.isPending} onClick={() => put.mutate()}>
            {t("play-put")}
          </Button>
          <Button disabled={check.isPending} onClick={() => check.mutate()}>
            {t("play-check")}
          </Button>
          <Button onClick={onClose}>{t("action-cancel")}</Button>
        </div>
      </div>
    </Modal>
  );
}
