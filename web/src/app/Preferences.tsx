import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import { answered, api, speak } from "../api/client.ts";
import { whoQuery } from "../api/session.ts";
import {
  isLanguage,
  isTheme,
  type Preferences,
  storedPreferences,
  storePreferences,
} from "../l10n/preferences.ts";
import { WordsContext } from "../l10n/WordsContext.tsx";
import { loadWords, type Words } from "../l10n/words.ts";

interface Choice extends Preferences {
  /** Takes a choice of the reader; the server keeps it for whoever is signed in. */
  readonly choose: (choice: Partial<Preferences>) => void;
  /** Takes over what the server kept. */
  readonly adopt: (kept: { language?: unknown; theme?: unknown }) => void;
}

const PreferencesContext = createContext<Choice | undefined>(undefined);

export function usePreferences(): Choice {
  const choice = useContext(PreferencesContext);
  if (choice === undefined) throw new Error("the page has no preferences");
  return choice;
}

/** Language and theme of the reader, with the words. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [preferences, setPreferences] = useState(storedPreferences);
  const [words, setWords] = useState<Words>();
  const cache = useQueryClient();

  useEffect(() => {
    speak(preferences.language);
    document.documentElement.lang = preferences.language;
    storePreferences(preferences);
  }, [preferences]);

  useEffect(() => {
    let isWanted = true;
    void loadWords(preferences.language).then((it) => isWanted && setWords(it));
    return () => {
      isWanted = false;
    };
  }, [preferences.language]);

  const choose = useCallback(
    (choice: Partial<Preferences>) => {
      setPreferences((before) => ({ ...before, ...choice }));
      if (cache.getQueryData(whoQuery.queryKey) == null) return;
      cache.setQueryData(whoQuery.queryKey, (who) => (who == null ? who : { ...who, ...choice }));
      // The page has changed already; if the server cannot keep it, this browser does.
      answered(api.PATCH("/api/v1/profile", { body: choice })).catch(() => undefined);
    },
    [cache],
  );
  const adopt = useCallback((kept: { language?: unknown; theme?: unknown }) => {
    setPreferences((before) => ({
      language: isLanguage(kept.language) ? kept.language : before.language,
      theme: isTheme(kept.theme) ? kept.theme : before.theme,
    }));
  }, []);
  const choice = useMemo(() => ({ ...preferences, choose, adopt }), [preferences, choose, adopt]);

  if (words === undefined) return null;
  return (
    <PreferencesContext value={choice}>
      <WordsContext value={words}>{children}</WordsContext>
    </PreferencesContext>
  );
}
