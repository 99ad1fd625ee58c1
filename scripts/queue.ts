import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { openPullRequests } from "../src/github/open-pull-requests.ts";
import { queueOf } from "../src/pull-requests/queue.ts";
import { withGitHub } from "./github.ts";
import { type Io, Misuse } from "./io.ts";
import { writeWhole } from "./write-file.ts";

/**
 * `queue --out FILE`: writes where every open pull request stands, for the queue page of the site
 * (IMAGEGEN_QUEUE names the file to the build). Exit 0, 2.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args, options: { out: { type: "string" } } });
  const { out } = values;
  if (out === undefined) throw new Misuse("queue takes --out FILE.");
  return withGitHub(io, async (github) => {
    const now = `${new Date().toISOString().slice(0, 19)}Z`;
    const queue = queueOf(await openPullRequests(github), now);
    writeWhole(resolve(out), `${JSON.stringify(queue, null, 2)}\n`);
    io.stdout.write(`${queue.waiting.length} pull requests are open\n`);
    return 0;
  });
}
