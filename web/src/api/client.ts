import createClient from "openapi-fetch";
import { ApiFailure } from "./failure.ts";
import type { components, paths } from "./schema.d.ts";

export type Schemas = components["schemas"];

/** What every request says of the reader; set by the page when the language changes. */
const spoken = { language: "en" };

/** The API words its problems in this language from now on. */
export function speak(language: string): void {
  spoken.language = language;
}

export const api = createClient<paths>({
  baseUrl: "",
  // A list is written with commas, as the API reads it.
  querySerializer: { array: { style: "form", explode: false } },
});

api.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", spoken.language);
    return request;
  },
});

interface Answered<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of an answer, or an {@link ApiFailure} that says why there is none. */
export async function answered<T>(asked: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await asked.catch((cause: unknown) => {
    throw new ApiFailure(undefined, cause);
  });
  if (!response.ok) throw new ApiFailure(problemOf(error, response.status));
  // An answer without a body (204) has the type of one that carries nothing.
  return data ?? ({} as T);
}

function problemOf(body: unknown, status: number): Schemas["Problem"] {
  if (typeof body === "object" && body !== null && "code" in body && "title" in body) {
    return body as Schemas["Problem"];
  }
  return { type: "/problems/unreadable", code: "unreadable", title: "", status };
}
