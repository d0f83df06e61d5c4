import { Button } from "@fluentui/react-components";
import { Link } from "@tanstack/react-router";
import { ApiFailure, failureCode } from "../api/failure.ts";
import { useMay } from "../api/session.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { Notice } from "./Notice.tsx";

interface Way {
  /** What is taken out of the address. */
  readonly without: string;
  readonly action: string;
}

/** What asks for too much in the address, and the way out of it. */
const WAYS: Readonly<Record<string, Way>> = {
  not_yet_recorded: { without: "as_recorded_at", action: "view-recorded-all" },
  no_data_on_day: { without: "on", action: "view-day-newest-action" },
};

interface Properties {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** A question that was not answered: why, and what to do. */
export function Failed({ error, onRetry }: Properties) {
  const code = failureCode(error);
  const problem = error instanceof ApiFailure ? error.problem : undefined;
  const way = WAYS[code];
  if (code === "no_data") return <NoData />;
  if (way !== undefined && problem !== undefined) return <TooMuch problem={problem} way={way} />;
  return <Other code={code} problem={problem} onRetry={onRetry} />;
}

function NoData() {
  const { t } = useWords();
  const mayImport = useMay("import");
  return (
    <Notice
      title={t("state-no-data")}
      text={t(mayImport ? "state-no-data-import" : "state-no-data-ask")}
      action={mayImport && <Link to="/imports">{t("state-no-data-action")}</Link>}
    />
  );
}

type Problem = ApiFailure["problem"];

/** The address asks for what nobody knows: the same page without that. */
function TooMuch({ problem, way }: { readonly problem: NonNullable<Problem>; readonly way: Way }) {
  const { t } = useWords();
  return (
    <Notice
      title={sentence(problem.title)}
      text={sentence(problem.hint ?? "")}
      action={
        <Link to="." search={(before: object): object => ({ ...before, [way.without]: undefined })}>
          {t(way.action)}
        </Link>
      }
    />
  );
}

interface OtherProperties {
  readonly code: string;
  readonly problem: Problem;
  readonly onRetry: Properties["onRetry"];
}

function Other({ code, problem, onRetry }: OtherProperties) {
  const { t } = useWords();
  const isSaid = problem !== undefined && problem.title !== "";
  const retry = code === "not_allowed" ? undefined : onRetry;
  return (
    <Notice
      tone={code === "not_allowed" ? "plain" : "error"}
      title={isSaid ? sentence(problem.title) : t(`state-failed-${known(code)}`)}
      text={isSaid ? sentence(problem.hint ?? "") : t(`state-failed-${known(code)}-text`)}
      action={retry !== undefined && <Button onClick={retry}>{t("state-failed-retry")}</Button>}
    />
  );
}

const known = (code: string) => (code === "unreachable" ? "unreachable" : "unexpected");

/** The server's words begin in lower case, to stand behind a colon elsewhere. */
export function sentence(text: string): string {
  return text === "" ? "" : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
