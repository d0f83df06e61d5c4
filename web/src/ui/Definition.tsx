import { useWords } from "../l10n/WordsContext.tsx";
import type { Defined } from "./definitions.ts";

/** What a word means, with the formula of what is counted. */
export function Definition({ of }: { readonly of: Defined }) {
  const { t, has } = useWords();
  const formula = `define-formula-${of}`;
  return (
    <>
      {t(`define-text-${of}`)}
      {has(formula) && <span className="formula">{t(formula)}</span>}
    </>
  );
}
