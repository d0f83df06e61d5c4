import type { Language } from "./words.ts";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** What a reader chose for itself: kept by the server, and here for pages before sign-in. */
export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
}

const KEY = "uptake.preferences";

export function isLanguage(text: unknown): text is Language {
  return text === "en" || text === "es";
}

export function isTheme(text: unknown): text is Theme {
  return text === "system" || text === "light" || text === "dark";
}

/** What this browser was last used with; else what it prefers by itself. */
export function storedPreferences(): Preferences {
  const kept = readKept();
  const wanted = navigator.languages.map((it) => it.slice(0, 2)).find(isLanguage);
  return {
    language: isLanguage(kept.language) ? kept.language : (wanted ?? "en"),
    theme: isTheme(kept.theme) ? kept.theme : "system",
  };
}

export function storePreferences(preferences: Preferences): void {
  localStorage.setItem(KEY, JSON.stringify(preferences));
}

function readKept(): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof kept === "object" && kept !== null ? { ...kept } : {};
  } catch {
    return {};
  }
}
