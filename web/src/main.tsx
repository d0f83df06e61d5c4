import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { makeCache } from "./app/cache.ts";
import { PreferencesProvider } from "./app/Preferences.tsx";
import { makeRouter } from "./app/router.tsx";
import { Themed } from "./app/Themed.tsx";
import "./styles/page.css";
import "./styles/shell.css";
import "./styles/parts.css";
import "./styles/tables.css";
import "./styles/controls.css";
import "./styles/print.css";

const cache = makeCache();
const router = makeRouter(cache);
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={cache}>
      <PreferencesProvider>
        <Themed>
          <RouterProvider router={router} />
        </Themed>
      </PreferencesProvider>
    </QueryClientProvider>
  </StrictMode>,
);
