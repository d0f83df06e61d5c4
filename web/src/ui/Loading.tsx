import { useWords } from "../l10n/WordsContext.tsx";

interface Properties {
  /** How many lines of text it stands for; it keeps their height. */
  readonly lines?: number;
}

/** The place of data that is being read, about as high as the data will be. */
export function Loading({ lines = 4 }: Properties) {
  const { t } = useWords();
  return (
    <div className="loading" role="status">
      <span className="visually-hidden">{t("state-loading")}</span>
      {[...Array(lines).keys()].map((line) => (
        <span key={line} className="loading__line" aria-hidden="true" />
      ))}
    </div>
  );
}
