import { basename, dirname, join, resolve } from "node:path";
import type { FolderItem, Submission } from "../checks/submission.ts";
import { JsonText } from "../findings/json-text.ts";
import { readLog } from "../logs/read-log.ts";
import type { LogSummary } from "../logs/summary.ts";
import { chunksOf, itemsOf, LARGEST_READ, textOf } from "./folder.ts";

const isLog = ({ name, kind, bytes }: FolderItem) =>
  kind === "file" && bytes <= LARGEST_READ && /\.jsonl(\.gz)?$/.test(name);

async function* asynchronous(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/** Reads a submission folder into the value that the checks look at. */
export async function readSubmission(folder: string): Promise<Submission> {
  const path = resolve(folder);
  const items = itemsOf(path);
  const text = textOf(join(path, "result.json"));
  const logs = new Map<string, LogSummary>();
  for (const { name } of items.filter(isLog)) {
    logs.set(name, await readLog(asynchronous(chunksOf(join(path, name)))));
  }
  return {
    id: basename(path),
    parent: basename(dirname(path)),
    items,
    result: text === null ? null : new JsonText(text),
    logs,
  };
}
