import { FluentProvider } from "@fluentui/react-components";
import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { usePreferences } from "./Preferences.tsx";
import { darkTheme, lightTheme } from "./theme.ts";

const wantsDark = window.matchMedia("(prefers-color-scheme: dark)");

function watchDark(changed: () => void): () => void {
  wantsDark.addEventListener("change", changed);
  return () => wantsDark.removeEventListener("change", changed);
}

/** The colours that the reader chose, or those of the system. */
export function Themed({ children }: { readonly children: ReactNode }) {
  const { theme } = usePreferences();
  const isSystemDark = useSyncExternalStore(watchDark, () => wantsDark.matches);
  const isDark = theme === "dark" || (theme === "system" && isSystemDark);
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
