import { useWords } from "../l10n/WordsContext.tsx";
import type { Stack } from "./stackData.ts";
import "./charts.css";

interface Properties {
  readonly name: string;
  readonly stack: Stack;
  /** How far the longest of the bars beside it reaches: they have one scale. */
  readonly reach: number;
}

/** Users with, until recently with, and without a licence, against what was sold. */
export function StackBar({ name, stack, reach }: Properties) {
  const { t, formats } = useWords();
  const share = (users: number) => `${(users / Math.max(reach, 1)) * 100}%`;
  const said = stack.parts.map((it) => `${t(`stack-${it.key}`)}: ${formats.count(it.users)}`);
  const line = `${t("stack-entitlements")}: ${formats.count(stack.entitlements)}`;
  return (
    <div className="stack" role="img" aria-label={`${name}. ${[...said, line].join(", ")}`}>
      <div className="stack__whole" style={{ width: share(stack.entitlements) }} />
      {stack.parts.map((it) => (
        <div
          key={it.key}
          className={`stack__part stack__part--${it.key}`}
          style={{ left: share(it.from), width: share(it.users) }}
        />
      ))}
      {stack.above > 0 && (
        <div
          className="stack__above"
          style={{ left: share(stack.entitlements), width: share(stack.above) }}
        />
      )}
      {stack.entitlements > 0 && (
        <div className="stack__line" style={{ left: share(stack.entitlements) }} />
      )}
    </div>
  );
}
