import { Button, Field, Input } from "@fluentui/react-components";
import { HistoryRegular } from "@fluentui/react-icons/svg/history";
import { useSearch } from "@tanstack/react-router";
import { type SyntheticEvent, useState } from "react";
import { viewOf } from "../app/search.ts";
import { useSearchChange } from "../app/useSearchChange.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Disclosure } from "../ui/Disclosure.tsx";

/** The parts of a moment that a field of the browser has: no seconds, no time zone. */
const MINUTE = "2026-03-01T12:00".length;

/** What is known now, or only what had been recorded at an earlier moment. */
export function RecordedAt() {
  const { t, formats } = useWords();
  const change = useSearchChange();
  const { as_recorded_at } = viewOf(useSearch({ strict: false }) as Record<string, unknown>);
  const isEarlier = as_recorded_at !== undefined;
  return (
    <div className={isEarlier ? "recorded recorded--earlier" : "recorded"}>
      <Disclosure
        label={t("view-recorded")}
        icon={<HistoryRegular />}
        appearance={isEarlier ? "secondary" : "subtle"}
        className="recorded__panel"
        title={
          isEarlier ? (
            t("view-recorded-at", { moment: formats.moment(as_recorded_at) })
          ) : (
            <>
              <span className="visually-hidden">{t("view-recorded")}</span>
              <span className="recorded__title" aria-hidden="true">
                {t("view-recorded")}
              </span>
            </>
          )
        }
      >
        {(close) => (
          <Moments
            chosen={as_recorded_at}
            onChoose={(moment) => {
              close();
              change({ as_recorded_at: moment });
            }}
          />
        )}
      </Disclosure>
    </div>
  );
}

interface Properties {
  readonly chosen: string | undefined;
  readonly onChoose: (moment: string | undefined) => void;
}

function Moments({ chosen, onChoose }: Properties) {
  const { t } = useWords();
  const [minute, setMinute] = useState(chosen?.slice(0, MINUTE) ?? "");
  const show = (event: SyntheticEvent) => {
    event.preventDefault();
    if (minute !== "") onChoose(`${minute}:00Z`);
  };
  return (
    <form className="form" onSubmit={show}>
      <p className="quiet">{t("view-recorded-text")}</p>
      <Field label={t("view-recorded-moment")} required>
        <Input type="datetime-local" value={minute} onChange={(_, { value }) => setMinute(value)} />
      </Field>
      <div className="actions">
        <Button type="submit" appearance="primary">
          {t("view-recorded-show")}
        </Button>
        {chosen !== undefined && (
          <Button onClick={() => onChoose(undefined)}>{t("view-recorded-all")}</Button>
        )}
      </div>
    </form>
  );
}
