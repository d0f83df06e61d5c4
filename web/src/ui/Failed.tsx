import { Button } from "@fluentui/react-components";
import { Link } from "@tanstack/react-router";
import { ApiFailure, failureCode } from "../api/failure.ts";
import { useMay } from "../api/session.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Notice } from "./Notice.tsx";

interface Properties {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** A question that was not answered: why, and what to do. */
export function Failed({ error, onRetry }: Properties) {
  const { t } = useWords();
  const mayImport = useMay("import");
  const code = failureCode(error);
  if (code === "no_data") {
    return (
      <Notice
        title={t("state-no-data")}
        text={t(mayImport ? "state-no-data-import" : "state-no-data-ask")}
        action={mayImport && <Link to="/imports">{t("state-no-data-action")}</Link>}
      />
    );
  }
  const problem = error instanceof ApiFailure ? error.problem : undefined;
  const isSaid = problem !== undefined && problem.title !== "";
  return (
    <Notice
      tone={code === "not_allowed" ? "plain" : "error"}
      title={isSaid ? sentence(problem.title) : t(`state-failed-${known(code)}`)}
      text={isSaid ? sentence(problem.hint ?? "") : t(`state-failed-${known(code)}-text`)}
      action={
        onRetry !== undefined &&
        code !== "not_allowed" && <Button onClick={onRetry}>{t("state-failed-retry")}</Button>
      }
    />
  );
}

const known = (code: string) => (code === "unreachable" ? "unreachable" : "unexpected");

/** The server's words begin in lower case, to stand behind a colon elsewhere. */
export function sentence(text: string): string {
  return text === "" ? "" : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
