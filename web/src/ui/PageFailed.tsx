import { useWords } from "../l10n/WordsContext.tsx";
import { Failed } from "./Failed.tsx";
import { PageHeader } from "./PageHeader.tsx";

interface Properties {
  readonly error: unknown;
  readonly reset?: () => void;
}

/** A page that could not be shown at all. */
export function PageFailed({ error }: Properties) {
  const { t } = useWords();
  return (
    <div className="alone">
      <PageHeader title={t("state-failed")} />
      <Failed error={error} onRetry={() => window.location.reload()} />
    </div>
  );
}
