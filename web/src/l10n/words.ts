import { FluentBundle, FluentNumber, FluentResource } from "@fluent/bundle";
import { Formats } from "./formats.ts";

export const LANGUAGES = ["en", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

export type Arguments = Readonly<Record<string, string | number>>;

/** The messages of one language, and how it writes numbers and days. */
export class Words {
  readonly language: Language;
  readonly formats: Formats;
  readonly #bundle: FluentBundle;

  constructor(language: Language, texts: readonly string[]) {
    this.language = language;
    this.formats = new Formats(language);
    // Marks that keep right-to-left text apart would end up in what people copy.
    this.#bundle = new FluentBundle(language, { useIsolating: false });
    for (const text of texts) this.#bundle.addResource(new FluentResource(text));
  }

  /** The message with its arguments. One that does not exist shows its name. */
  say = (id: string, args: Arguments = {}): string => {
    const pattern = this.#bundle.getMessage(id)?.value;
    if (pattern === null || pattern === undefined) return id;
    const values = Object.entries(args).map(([name, value]) => [name, this.#value(value)] as const);
    // What is wrong with a message shows in its text; nothing is thrown while a page is drawn.
    const faults: Error[] = [];
    return this.#bundle.formatPattern(pattern, Object.fromEntries(values), faults);
  };

  /** Whether there is such a message: a code of the server may be newer than the page. */
  has = (id: string): boolean => this.#bundle.hasMessage(id);

  #value(value: string | number): string | FluentNumber {
    return typeof value === "number" ? new FluentNumber(value, { useGrouping: "always" }) : value;
  }
}

/** Loads the messages of a language; each is a file of its own. */
export async function loadWords(language: Language): Promise<Words> {
  const { texts } = language === "es" ? await import("./es.ts") : await import("./en.ts");
  return new Words(language, texts);
}
