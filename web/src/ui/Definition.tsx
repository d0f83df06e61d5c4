import { useWords } from "../l10n/WordsContext.tsx";

/** The words that need a definition, in the order in which they build on each other. */
export const DEFINITIONS = [
  "sold",
  "deployment",
  "unassigned",
  "spare",
  "entitlement",
  "usage",
  "covered",
  "classes",
  "overage",
  "product_usage",
  "window",
  "coverage",
  "preliminary",
  "own",
  "portfolio",
  "people",
  "spread",
  "change",
  "attention",
  "price",
] as const;
export type Defined = (typeof DEFINITIONS)[number];

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
