import { createContext, useContext } from "react";
import type { Formats } from "./formats.ts";
import type { Arguments, Words } from "./words.ts";

export const WordsContext = createContext<Words | undefined>(undefined);

interface Spoken {
  readonly t: (id: string, args?: Arguments) => string;
  readonly has: (id: string) => boolean;
  readonly formats: Formats;
  readonly language: string;
}

/** The words of the reader's language. */
export function useWords(): Spoken {
  const words = useContext(WordsContext);
  if (words === undefined) throw new Error("the page has no words");
  return { t: words.say, has: words.has, formats: words.formats, language: words.language };
}
