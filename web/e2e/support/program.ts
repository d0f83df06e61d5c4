import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

/** The built program that is tested. */
export function programPath(): string {
  const path = process.env.UPTAKE_BIN;
  if (path === undefined) throw new Error("UPTAKE_BIN names the built program");
  return path;
}

/** A folder that is removed when the tests are done. */
export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "uptake-web-"));
}

/** Makes a portfolio of so many customers in the folder. */
export async function makeDemo(folder: string, customers: number): Promise<void> {
  const files = join(folder, "files");
  const words = ["demo", "--customers", `${customers}`, "--data", join(folder, "data")];
  await promisify(execFile)(programPath(), [...words, "--dir", files], { maxBuffer: 1 << 26 });
}

/** A running program. */
export interface Program {
  /** Where it answers. */
  readonly origin: string;
  /** The secret of the link for the first admin, as long as there is none. */
  readonly link: string | undefined;
  readonly stop: () => Promise<void>;
}

/** Starts the program on the data of a folder. */
export async function startProgram(folder: string): Promise<Program> {
  const words = ["serve", "--data", join(folder, "data"), "--listen", "127.0.0.1:0"];
  const child = spawn(programPath(), words, { stdio: ["ignore", "ignore", "pipe"] });
  let origin: string | undefined;
  let link: string | undefined;
  for await (const line of createInterface({ input: child.stderr })) {
    const text = line.trim();
    origin ??= /^serving on (http:\S+)/.exec(text)?.[1];
    link ??= /#([0-9a-f]+)$/.exec(text)?.[1];
    if (origin !== undefined && link !== undefined) break;
  }
  if (origin === undefined) throw new Error("the program did not start");
  child.stderr.resume();
  return { origin, link, stop: () => stop(child) };
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

export function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
