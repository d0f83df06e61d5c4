import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compress } from "./compress.ts";

/** Where the program serves its API while the page is being worked on. */
const program = process.env.UPTAKE_ORIGIN ?? "http://127.0.0.1:8420";
const proxy = { "/api": program, "/sign-in/organisation": program };

export default defineConfig({
  plugins: [react(), compress()],
  // The words are shared with the program and stand beside this folder.
  server: { host: "localhost", port: 5173, strictPort: true, fs: { allow: [".."] }, proxy },
  preview: { host: "localhost", port: 4173, strictPort: true, proxy },
  build: {
    target: "es2023",
    // The policy of the server allows no inline scripts, and files are cached by their names.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: { include: ["src/**/*.test.ts"] },
});
