import { texts as english } from "../../src/l10n/en.ts";
import { texts as spanish } from "../../src/l10n/es.ts";
import { Words } from "../../src/l10n/words.ts";

export type Language = "en" | "es";
export const LANGUAGES: readonly Language[] = ["en", "es"];
export const THEMES = ["light", "dark"] as const;

const WORDS = { en: new Words("en", english), es: new Words("es", spanish) };

/** What the page says in a language, by the names of its messages. */
export function says(language: Language): Words["say"] {
  return WORDS[language].say;
}
