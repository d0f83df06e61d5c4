/** What a key does in a field that searches: walks to a place of what was found, or this. */
export type PickerStep = number | "toggle" | "clear" | "drop-last" | undefined;

/** Where the reader is: what is typed, how much was found, and at which of it. */
interface Place {
  readonly text: string;
  readonly found: number;
  readonly active: number;
}

/** What a key does; nothing when it is for the field itself, or for the form around it. */
export function pickerStep(key: string, { text, found, active }: Place): PickerStep {
  switch (key) {
    case "ArrowDown":
      return found === 0 ? undefined : Math.min(active + 1, found - 1);
    case "ArrowUp":
      return found === 0 ? undefined : Math.max(active - 1, 0);
    case "Enter":
      return text === "" ? undefined : "toggle";
    case "Escape":
      return text === "" ? undefined : "clear";
    case "Backspace":
      return text === "" ? "drop-last" : undefined;
    default:
      return undefined;
  }
}
