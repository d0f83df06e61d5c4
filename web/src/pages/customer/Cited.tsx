import type { Schemas } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";

/** The file and line that say something. */
export function Cited({ source }: { readonly source: Schemas["CitedBody"] }) {
  const { t } = useWords();
  // The line is a place, not a count: it is not grouped like one.
  const text =
    source.line == null
      ? fileName(source.file)
      : t("explain-source", { file: fileName(source.file), line: String(source.line) });
  return (
    <span className="cited" title={source.file}>
      {text}
    </span>
  );
}

/** The last part of a path: folders of another machine tell a reader nothing. */
export function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
