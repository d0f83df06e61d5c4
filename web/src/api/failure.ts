import type { components } from "./schema.d.ts";

type Problem = components["schemas"]["Problem"];

/** Why a request was not done. Without a problem the server could not be reached at all. */
export class ApiFailure extends Error {
  readonly problem: Problem | undefined;

  constructor(problem: Problem | undefined, cause?: unknown) {
    super(problem === undefined ? "unreachable" : problem.code, { cause });
    this.name = "ApiFailure";
    this.problem = problem;
  }

  get code(): string {
    return this.problem?.code ?? "unreachable";
  }
}

/** The stable code of whatever was thrown. */
export function failureCode(error: unknown): string {
  return error instanceof ApiFailure ? error.code : "unexpected";
}
