import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["**/*.test.ts"],
    globalSetup: ["support/globalSetup.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // One browser at a time: the machines that run this have few cores.
    fileParallelism: false,
  },
});
