import { type RefCallback, useCallback, useState } from "react";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of an element, as long as it is there. */
export function useSize(first: Size): readonly [RefCallback<HTMLElement>, Size] {
  const [size, setSize] = useState(first);
  const watch = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const [width, height] = [entry.contentRect.width, entry.contentRect.height].map(Math.floor);
      setSize({ width: Math.max(width ?? 0, 200), height: Math.max(height ?? 0, 200) });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [watch, size];
}
