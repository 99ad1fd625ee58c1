import { existsSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import { nameOf } from "../discussions/mirror.ts";
import { type Finding, finding } from "../findings/finding.ts";
import {
  type Discussion,
  discussionSchema,
  type Removals,
  removalsSchema,
} from "../schemas/discussion.ts";
import { listOf, textOf } from "./folder.ts";
import { firstProblem } from "./problem.ts";

const THREAD = /^(issue|pull|discussion)-\d+\.json$/;
const MOST_THREADS = 100_000;

type Read<T> = { readonly value: T; readonly findings: Finding[] };

/**
 * Mirrored threads of a content tree, in the order of their names; none where there is no folder.
 * What cannot be read becomes a finding and is left out.
 */
export function readDiscussions(content: string): Read<Discussion[]> {
  const folder = join(content, "discussions");
  if (!existsSync(folder)) return { value: [], findings: [] };
  const threads: Discussion[] = [];
  const findings: Finding[] = [];
  for (const { name, kind } of listOf(folder, MOST_THREADS) ?? []) {
    if (kind !== "file" || !THREAD.test(name)) continue;
    const read = parsed(discussionSchema, textOf(join(folder, name)), JSON.parse);
    const problem =
      typeof read === "string"
        ? read
        : `${nameOf(read)}.json` === name
          ? null
          : `it is about ${nameOf(read)}`;
    if (problem !== null) {
      findings.push(finding("discussion-broken", { file: `discussions/${name}` }, { problem }));
    } else if (typeof read !== "string") threads.push(read);
  }
  return { value: threads, findings };
}

/** What people asked to be taken out. */
export function readRemovals(content: string): Read<Removals> {
  const file = "discussions/removals.yaml";
  const text = textOf(join(content, file));
  if (text === null) return { value: [], findings: [] };
  const read = parsed(removalsSchema, text, (yaml) => parse(yaml) ?? []);
  if (typeof read !== "string") return { value: read, findings: [] };
  return { value: [], findings: [finding("discussion-broken", { file }, { problem: read })] };
}

/** A document that meets its schema, or what is wrong with it. */
function parsed<S extends z.ZodType>(
  schema: S,
  text: string | null,
  parser: (text: string) => unknown,
): z.infer<S> | string {
  let value: unknown;
  try {
    value = parser(text ?? "");
  } catch {
    return "it cannot be parsed";
  }
  const checked = schema.safeParse(value);
  return checked.success ? checked.data : firstProblem(checked.error);
}
