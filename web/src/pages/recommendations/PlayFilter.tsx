import { Field, Select } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { playsQuery } from "../../api/plays.ts";
import { PROBLEMS } from "../../api/recommendations.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";

interface Properties {
  readonly play: string | undefined;
  readonly problem: string | undefined;
}

/** Chooses recommendations by the problem that they answer and by play. */
export function PlayFilter({ play, problem }: Properties) {
  const { t, language } = useWords();
  const change = useSearchChange();
  const plays = useQuery(playsQuery(language)).data?.items ?? [];
  return (
    <div className="form form--wide filters no-print">
      <Field label={t("column-answers")}>
        <Select
          value={problem ?? ""}
          onChange={(_, { value }) => change({ problems: value }, "replaces")}
        >
          <option value="">{t("answer-all")}</option>
          {PROBLEMS.map((it) => (
            <option key={it} value={it}>
              {t(`answers-problem-${it}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("column-play")}>
        <Select
          value={play ?? ""}
          onChange={(_, { value }) => change({ plays: value }, "replaces")}
        >
          <option value="">{t("answer-all")}</option>
          {plays.map((it) => (
            <option key={it.play} value={it.play}>
              {it.title}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
