/** Where a line of a text begins and ends; lines are counted from 1. */
export function lineRange(text: string, line: number): readonly [number, number] {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, it) => sum + it.length + 1, 0);
  const from = Math.min(before, text.length);
  return [from, from + (lines[line - 1]?.length ?? 0)];
}
