import { ApiFailure, failureCode } from "../api/failure.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { sentence } from "./Failed.tsx";

/** Why what was just tried did not work, and what to do; nothing when it did. */
export function Problem({ error }: { readonly error: unknown }) {
  const { t } = useWords();
  if (error === null || error === undefined) return null;
  const problem = error instanceof ApiFailure ? error.problem : undefined;
  const code = failureCode(error) === "unreachable" ? "unreachable" : "unexpected";
  const isSaid = problem !== undefined && problem.title !== "";
  return (
    <div className="notice notice--error" role="alert">
      <p className="notice__title">
        {isSaid ? sentence(problem.title) : t(`state-failed-${code}`)}
      </p>
      <p className="notice__text">
        {isSaid ? sentence(problem.hint ?? "") : t(`state-failed-${code}-text`)}
      </p>
      {problem?.problems !== undefined && (
        <ul className="notice__text">
          {problem.problems.map((it) => (
            <li key={`${it.line} ${it.column} ${it.code}`}>
              {it.line != null && `${t("play-line", { line: String(it.line) })}: `}
              {sentence(it.text)} {sentence(it.hint)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
