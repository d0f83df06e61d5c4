import { FluentProvider } from "@fluentui/react-components";
import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { usePreferences } from "./Preferences.tsx";
import { darkTheme, lightTheme } from "./theme.ts";

const wantsDark = window.matchMedia("(prefers-color-scheme: dark)");
const isOnPaper = window.matchMedia("print");

const watched = (media: MediaQueryList) => (changed: () => void) => {
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
};
const watchDark = watched(wantsDark);
const watchPaper = watched(isOnPaper);

/** The colours that the reader chose, or those of the system; paper is always light. */
export function Themed({ children }: { readonly children: ReactNode }) {
  const { theme } = usePreferences();
  const isSystemDark = useSyncExternalStore(watchDark, () => wantsDark.matches);
  const isPrinted = useSyncExternalStore(watchPaper, () => isOnPaper.matches);
  const isDark = !isPrinted && (theme === "dark" || (theme === "system" && isSystemDark));
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
  }, [isDark]);
  return (
    <FluentProvider
      theme={isDark ? darkTheme : lightTheme}
      className={isDark ? "page page--dark" : "page"}
    >
      {children}
    </FluentProvider>
  );
}
