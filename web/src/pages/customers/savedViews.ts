/** An address of the list under a name of the reader's. */
export interface SavedView {
  readonly name: string;
  /** What stands behind the question mark. */
  readonly search: string;
}

const keyOf = (memberId: string) => `uptake.views.${memberId}`;

/** The views that a member saved in this browser, by name. */
export function savedViews(memberId: string): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(memberId)) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

/** The views with one more, or with another content of the same name. */
export function withView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  const others = views.filter((it) => it.name !== view.name);
  return [...others, view].sort((one, other) => one.name.localeCompare(other.name));
}

export function saveViews(memberId: string, views: readonly SavedView[]): void {
  localStorage.setItem(keyOf(memberId), JSON.stringify(views));
}

function isView(it: unknown): it is SavedView {
  if (typeof it !== "object" || it === null) return false;
  const { name, search } = it as Partial<Record<keyof SavedView, unknown>>;
  return typeof name === "string" && typeof search === "string";
}
