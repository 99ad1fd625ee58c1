import type { ZodError } from "zod";

/** The first thing a schema has against a document, in one line. */
export function firstProblem({ issues }: ZodError): string {
  const [first] = issues;
  if (!first) return "it does not meet its schema";
  return `${first.path.length > 0 ? `${first.path.join(".")}: ` : ""}${first.message}`;
}
