import { existsSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import {
  type Discussion,
  discussionSchema,
  type Removals,
  removalsSchema,
} from "../schemas/discussion.ts";
import { listOf, textOf } from "./folder.ts";

const THREAD = /^(issue|pull|discussion)-\d+\.json$/;
const MOST_THREADS = 100_000;

/** Mirrored threads of a content tree, in the order of their names; none where there is no folder. */
export function readDiscussions(content: string): Discussion[] {
  const folder = join(content, "discussions");
  if (!existsSync(folder)) return [];
  return (listOf(folder, MOST_THREADS) ?? [])
    .filter(({ name, kind }) => kind === "file" && THREAD.test(name))
    .map(({ name }) => discussionSchema.parse(JSON.parse(textOf(join(folder, name)) ?? "null")));
}

/** What people asked to be taken out. */
export function readRemovals(content: string): Removals {
  const text = textOf(join(content, "discussions", "removals.yaml"));
  return text === null ? [] : removalsSchema.parse(parse(text) ?? []);
}
