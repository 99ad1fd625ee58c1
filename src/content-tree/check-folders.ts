import { once } from "node:events";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { caseOf, checkSubmission } from "../checks/index.ts";
import type { Neighbour, Submission, Surroundings } from "../checks/submission.ts";
import type { Finding } from "../findings/finding.ts";
import { type Derived, derive } from "../registry/derive.ts";
import type { Ruleset } from "../schemas/ruleset.ts";
import { asNeighbour, neighboursIn } from "./neighbours.ts";
import { readRulesets } from "./read-rulesets.ts";
import { readSubmission } from "./read-submission.ts";

export type CheckedFolder = {
  readonly id: string;
  readonly findings: readonly Finding[];
  readonly derived: Derived;
};

/** From so many folders on, starting a thread costs less than it saves. */
const MANY = 300;

/** Checks folders in two steps, because each has to be compared with what all others hold. */
export class FolderGroup {
  readonly #submissions: Submission[] = [];

  /** Reads the folders, each once, and tells what others need to know of them. */
  async read(folders: readonly string[]): Promise<Neighbour[]> {
    for (const folder of folders) this.#submissions.push(await readSubmission(folder));
    return this.#submissions.map(asNeighbour);
  }

  check(surroundings: Surroundings): CheckedFolder[] {
    // Each is let go once it is checked: a whole tree of them is large.
    return this.#submissions.splice(0).map((submission) => ({
      id: submission.id,
      findings: checkSubmission(submission, surroundings),
      derived: derive(caseOf(submission, surroundings)),
    }));
  }
}

/** The same group, in a thread of its own. */
class ThreadedGroup implements Pick<FolderGroup, "read"> {
  readonly #worker = new Worker(new URL("./check-worker.ts", import.meta.url), {
    // What is read stays until it is checked; a small nursery would copy it over and over.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });

  async read(folders: readonly string[]): Promise<Neighbour[]> {
    return this.#answer<Neighbour[]>(folders);
  }

  async check(surroundings: Surroundings): Promise<CheckedFolder[]> {
    const checked = await this.#answer<CheckedFolder[]>(surroundings);
    await this.#worker.terminate();
    return checked;
  }

  async #answer<Answer>(question: readonly string[] | Surroundings): Promise<Answer> {
    this.#worker.postMessage(question);
    // An error in the thread is thrown here.
    const [answer] = await once(this.#worker, "message");
    return answer as Answer;
  }
}

/** Cuts a list into so many parts, in order. */
function parted<Item>(list: readonly Item[], parts: number): Item[][] {
  const size = Math.ceil(list.length / parts);
  return Array.from({ length: parts }, (_, part) => list.slice(part * size, (part + 1) * size));
}

/** Everything there is to say about submission folders, in their order, against a content tree. */
export async function checkFolders(
  folders: readonly string[],
  content: string,
  today: string,
): Promise<CheckedFolder[]> {
  const rulesets: readonly Ruleset[] = readRulesets(content).rulesets;
  const threads = folders.length < MANY ? 1 : availableParallelism();
  const groups = parted(folders, threads).map((part) => ({
    part,
    group: threads === 1 ? new FolderGroup() : new ThreadedGroup(),
  }));
  const read = (await Promise.all(groups.map(({ part, group }) => group.read(part)))).flat();
  const byFolder = new Map(
    read.map((neighbour, index) => [resolve(folders[index] ?? ""), neighbour] as const),
  );
  const surroundings = { rulesets, entries: neighboursIn(content, byFolder), today };
  return (await Promise.all(groups.map(({ group }) => group.check(surroundings)))).flat();
}
