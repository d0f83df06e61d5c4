import { type RefCallback, useCallback, useState } from "react";

/** The width of an element, as long as it is there. */
export function useWidth(first: number): readonly [RefCallback<HTMLElement>, number] {
  const [width, setWidth] = useState(first);
  const watch = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.max(Math.floor(entry.contentRect.width), 200));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [watch, width];
}
