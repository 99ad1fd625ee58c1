import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readContent } from "../src/content-tree/read-content.ts";
import { buildRegistry } from "../src/registry/index.ts";
import { type Io, Misuse } from "./io.ts";
import { Steps, Stopped } from "./rehearse/progress.ts";
import { isTampering, type Tampering, tamperings } from "./rehearse/tamper.ts";
import { trainEntry } from "./rehearse/train.ts";
import { type Subject, walk } from "./rehearse/walk.ts";
import { ownContent, repositoryRoot } from "./repository.ts";
import { serveSite } from "./static-server.ts";

const RULESET = "rehearsal-v1";

/**
 * `rehearse [--out DIR] [--train | --github] [--serve] [--tamper HOW]`: a real entry goes the whole
 * way, by the same code that runs on GitHub; with --github through the workflows themselves. Exit 0: it became part of the site. 1: it was stopped.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: "string", default: join(repositoryRoot, "rehearsal") },
      train: { type: "boolean", default: false },
      github: { type: "boolean", default: false },
      serve: { type: "boolean", default: false },
      port: { type: "string", default: "4321" },
      tamper: { type: "string" },
    },
  });
  const how = tampering(values.tamper);
  const out = resolve(values.out);
  const steps = new Steps(io);
  try {
    if (values.github) {
      io.stdout.write("\nRehearsing a first submission on a stand-in GitHub\n\n");
      const { walkOnGithub } = await import("./rehearse/on-github.ts");
      return await finish(io, await walkOnGithub(steps, io, out), { ...values, steps, out });
    }
    const subject = values.train
      ? await trainEntry(steps, io, join(out, "trained"))
      : await newestEntry();
    io.stdout.write(`\nRehearsing ${subject.id}: ${subject.title}\n`);
    if (how) io.stdout.write(`Tampered with on the way: ${tamperings[how]}.\n`);
    io.stdout.write("\n");
    const page = await walk(steps, io, { out, content: ownContent, subject, spoil: how });
    return await finish(io, page, { ...values, steps, out });
  } catch (cause) {
    if (!(cause instanceof Stopped)) throw cause;
    io.stdout.write(`\n${cause.message.trimEnd()}\n\nThe entry was stopped. Nothing was merged.\n`);
    return 1;
  }
}

type Ending = {
  readonly steps: Steps;
  readonly out: string;
  readonly serve: boolean;
  readonly port: string;
};

/** Tells where the page of the new entry is, or serves it until somebody ends it. */
async function finish(io: Io, page: string, { steps, out, serve, port }: Ending): Promise<number> {
  io.stdout.write(`\nDone in ${steps.elapsed().toFixed(0)} s. The page of the new entry:\n`);
  if (!serve) {
    io.stdout.write(`  ${relative(process.cwd(), join(out, "site", page))}\n`);
    io.stdout.write("  See it in a browser: npx imagegen-speedrun rehearse --serve\n");
    return 0;
  }
  const { url } = await serveSite(join(out, "site"), Number(port));
  io.stdout.write(`  ${url}${page.replace(/index\.html$/, "")}  (Ctrl-C ends)\n`);
  return await new Promise<number>(() => {});
}

function tampering(name: string | undefined): Tampering | null {
  if (name === undefined) return null;
  if (isTampering(name)) return name;
  throw new Misuse(
    `There is no way of tampering called ${JSON.stringify(name)}; choose ${Object.keys(tamperings).join(", ")}.`,
  );
}

/** The entry opened last under the rehearsal ruleset: it is taken out and submitted once more. */
async function newestEntry(): Promise<Subject> {
  const tree = await readContent(ownContent);
  const newest = buildRegistry(tree)
    .submissions.filter((entry) => entry.ruleset === RULESET)
    .toSorted((a, b) => (a.opened_at < b.opened_at ? -1 : 1))
    .at(-1);
  const entry = tree.entries.find((candidate) => candidate.id === newest?.id);
  if (!entry) throw new Misuse(`There is no valid entry under ${RULESET} to rehearse with.`);
  return {
    id: entry.id,
    title: entry.result.title,
    path: entry.path,
    source: join(ownContent, entry.path),
  };
}
