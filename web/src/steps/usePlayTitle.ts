import { useQuery } from "@tanstack/react-query";
import { playsQuery } from "../api/plays.ts";
import { useWords } from "../l10n/WordsContext.tsx";

/** What a play is called by its code; the code where there is no such play any more. */
export function usePlayTitle(): (code: string) => string {
  const { t, language } = useWords();
  const plays = useQuery(playsQuery(language)).data?.items;
  return (code) => {
    if (code === "") return t("action-no-play");
    return plays?.find((it) => it.play === code)?.title ?? code;
  };
}
