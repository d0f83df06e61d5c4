import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";

/** What every answer of the program says of what a page may do. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; " +
  "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

const BUILT = join(import.meta.dirname, "../../dist");

export interface Site {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** The page before the program: its own files where it has them, else those that were built. */
export async function openSite(program: string): Promise<Site> {
  const first = await fetch(program, { headers: { accept: "text/html" } });
  const isServed = first.headers.get("content-type")?.startsWith("text/html") ?? false;
  return isServed ? { origin: program, stop: async () => {} } : serve(program);
}

function serve(program: string): Promise<Site> {
  const server = createServer((asked, answer) => {
    const path = new URL(asked.url ?? "/", program).pathname;
    const isProgram = path.startsWith("/api/") || path.startsWith("/sign-in/organisation");
    if (isProgram) pass(program, asked, answer);
    else void send(path, answer);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      resolve({
        origin: `http://127.0.0.1:${port}`,
        stop: () =>
          new Promise((done) => {
            server.closeAllConnections();
            server.close(() => done());
          }),
      });
    });
  });
}

/** Hands a request on to the program as it is. */
function pass(program: string, asked: IncomingMessage, answer: ServerResponse): void {
  const { hostname, port } = new URL(program);
  const { url: path, method, headers } = asked;
  const passed = request({ hostname, port, path, method, headers }, (from) => {
    answer.writeHead(from.statusCode ?? 502, from.headers);
    from.pipe(answer);
  });
  passed.on("error", () => answer.destroy());
  asked.pipe(passed);
}

/** A file of the page; what is no file is an address inside it. */
async function send(path: string, answer: ServerResponse): Promise<void> {
  const name = extname(path) === "" ? "index.html" : normalize(path);
  try {
    const body = await readFile(join(BUILT, name));
    answer.writeHead(200, {
      "content-type": TYPES[extname(name)] ?? "application/octet-stream",
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
    });
    answer.end(body);
  } catch {
    answer.writeHead(404, { "content-type": "text/plain" });
    answer.end("not found");
  }
}
