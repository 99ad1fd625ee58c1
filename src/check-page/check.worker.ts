import { caseOf } from "../checks/index.ts";
import { type Neighbour, type Submission, textAt } from "../checks/submission.ts";
import type { Answer, PickedFolder, Question } from "./conversation.ts";
import { linesAround } from "./lines-around.ts";
import { outcomeOf } from "./outcome.ts";
import { readPicked } from "./read-picked.ts";
import { fetchNeighbours, fetchSurroundings, type PublishedSurroundings } from "./surroundings.ts";
import { loadValidator } from "./validators-ahead.ts";

/** The checker, away from the thread that draws the page. It reads files and sends nothing. */

/** Often enough for a bar to move, seldom enough to cost nothing. */
const PROGRESS_EVERY_MS = 100;

const files = new Map<string, File>();
const answer = (message: Answer) => postMessage(message);

function progressOf(all: number): (name: string, bytes: number) => void {
  let done = 0;
  let told = 0;
  return (name, bytes) => {
    done += bytes;
    const now = performance.now();
    if (now - told < PROGRESS_EVERY_MS) return;
    told = now;
    answer({ kind: "progress", name, done, all });
  };
}

async function check(folder: PickedFolder, address: string): Promise<void> {
  for (const { name, file } of folder.files) files.set(name, file);
  const fetching = fetchSurroundings(address);
  const all = folder.files.reduce((sum, { file }) => sum + file.size, 0);
  const [published, submission] = await Promise.all([
    fetching,
    readPicked(folder, progressOf(all)),
  ]);
  const today = new Date().toISOString().slice(0, 10);
  const entries = await fetchNeighbours(address, published.entries, submission);
  const placed = inItsPlace(submission, published, entries);
  const { rulesets } = published;
  const one = caseOf(placed, { rulesets, entries, today });
  if (one.ruleset && one.track) await loadValidator(one.ruleset, one.track);
  answer({ kind: "checked", outcome: outcomeOf(one, published) });
}

/**
 * A page seldom learns in which folder another lies. It will lie where its result.json says; where
 * that says nothing that exists, it is the entry of its name, because ids are unique.
 */
function inItsPlace(
  submission: Submission,
  published: PublishedSurroundings,
  entries: readonly Neighbour[],
): Submission {
  if (submission.parent !== "") return submission;
  const named = textAt(submission.result?.value, "ruleset");
  const ruleset = published.rulesets.find(({ id }) => id === named)?.id;
  const namesake = entries
    .find(({ id }) => id === submission.id)
    ?.path.split("/")
    .at(-2);
  return { ...submission, parent: ruleset ?? namesake ?? named ?? "ruleset" };
}

async function take(question: Question): Promise<void> {
  if (question.kind === "check") return check(question.folder, question.surroundings);
  const { request, name, line, column } = question;
  const file = files.get(name);
  // Nothing where the file has changed: there is nothing to show, and nothing else is lost.
  const lines = file ? await linesAround(name, file, line, column).catch(() => []) : [];
  answer({ kind: "lines", request, lines });
}

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  take(data).catch((cause: unknown) => {
    answer({ kind: "failed", message: cause instanceof Error ? cause.message : String(cause) });
  });
});
