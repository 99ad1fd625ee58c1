import { type Io, Misuse } from "./io.ts";

type Verb = {
  readonly usage: string;
  readonly does: string;
  /** Verbs load when called: `check` must not pay for what `rehearse` needs. */
  readonly load: () => Promise<{ run(args: string[], io: Io): Promise<number> }>;
};

const verbs: Record<string, Verb> = {
  new: {
    usage: "new <id> --ruleset R --track T [--from-log FILE]… [--update FOLDER]",
    does: "begin a submission folder",
    load: () => import("./new.ts"),
  },
  check: {
    usage: "check <folder>… | --changed | --all [--format text|json|github|markdown|sarif]",
    does: "check submissions: everything that is wrong, where, and how to fix it",
    load: () => import("./check.ts"),
  },
  import: {
    usage: "import <dialect> <log> -o <file> [--batch N] [--metric id=COLUMN]",
    does: "turn another tool's log into the canonical one",
    load: () => import("./import.ts"),
  },
  evaluate: {
    usage: "evaluate <folder> [--samples FILE]",
    does: "re-measure the samples with the kernel, write verification.json",
    load: () => import("./evaluate.ts"),
  },
  registry: {
    usage: "registry --out FILE [--cache DIR]",
    does: "write standings, ranks and records as JSON",
    load: () => import("./registry.ts"),
  },
  schemas: {
    usage: "schemas [--check] [--out DIR]",
    does: "write the JSON Schemas of every ruleset and track",
    load: () => import("./schemas.ts"),
  },
  report: {
    usage: "report --run ID | --pull N",
    does: "judge a pull request and say so on it",
    load: () => import("./report.ts"),
  },
  admit: {
    usage: "admit --pull N --head SHA | --again ID,…|stale|nightly, --out DIR",
    does: "decide what may be measured, write the requests",
    load: () => import("./admit.ts"),
  },
  fetch: {
    usage: "fetch <admission folder>",
    does: "download the samples of an admitted entry, by digest",
    load: () => import("./fetch.ts"),
  },
  measure: {
    usage: "measure <admission folder>",
    does: "do what the measuring machine does, here",
    load: () => import("./measure.ts"),
  },
  seal: {
    usage: "seal --admission DIR --measured DIR --out DIR",
    does: "take in what measuring machines sent back, ready to be signed",
    load: () => import("./seal.ts"),
  },
  land: {
    usage: "land --admissions DIR --sealed DIR",
    does: "tell the pull request, prepare the branch that lands it",
    load: () => import("./land.ts"),
  },
  rule: {
    usage: 'rule <id> accept|dispute|resolve|retract|disqualify|reproduce --reason "…" --by WHO',
    does: "write a reviewer's decision",
    load: () => import("./rule.ts"),
  },
  "verify-provenance": {
    usage: "verify-provenance <folder>… | --all [--trusted-root FILE]",
    does: "check who made the measurements",
    load: () => import("./verify-provenance.ts"),
  },
  discussions: {
    usage: "discussions [--repo owner/name] [--full]",
    does: "mirror the public threads into content/discussions/",
    load: () => import("./discussions.ts"),
  },
  queue: {
    usage: "queue --out FILE",
    does: "write where every open pull request stands",
    load: () => import("./queue.ts"),
  },
  drift: {
    usage: "drift --admissions DIR --sealed DIR",
    does: "compare tonight's measurements with the record",
    load: () => import("./drift.ts"),
  },
  record: {
    usage: "record --check [--base REF] [--format text|github]",
    does: "check minutes, decisions, actions, cycles and rulesets",
    load: () => import("./record.ts"),
  },
  publish: {
    usage: "publish <version> [--date yyyy-mm-dd]",
    does: "put a drafted ruleset in force, frozen by digest",
    load: () => import("./publish.ts"),
  },
  minutes: {
    usage: "minutes new <yyyy-mm-dd>",
    does: "begin the minutes of a meeting, with open actions and threads as its agenda",
    load: () => import("./minutes.ts"),
  },
  rehearse: {
    usage: "rehearse [--train | --github] [--serve] [--tamper claim|samples|log|schema]",
    does: "walk a real entry the whole way, from pull request to record",
    load: () => import("./rehearse.ts"),
  },
};

function help(): string {
  const width = Math.max(...Object.values(verbs).map((verb) => verb.usage.length));
  const lines = Object.values(verbs).map((verb) => `  ${verb.usage.padEnd(width)}  ${verb.does}`);
  return `imagegen-speedrun <verb>\n\n${lines.join("\n")}\n\nEvery verb but rehearse takes --content DIR for a content tree elsewhere.\n`;
}

/** Runs one verb; returns the exit code. Bad input is told in words, never as a stack trace. */
export async function main(args: string[], io: Io = process): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help") {
    io.stdout.write(help());
    return name === undefined ? 2 : 0;
  }
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) {
    io.stderr.write(`There is no verb ${JSON.stringify(name)}.\n\n${help()}`);
    return 2;
  }
  try {
    return await (await verb.load()).run(rest, io);
  } catch (cause) {
    if (cause instanceof Misuse || isBadOption(cause)) {
      io.stderr.write(`${cause.message}\nUsage: npx imagegen-speedrun ${verb.usage}\n`);
      return 2;
    }
    throw cause;
  }
}

/** node:util's parseArgs reports unknown options as TypeErrors with these codes. */
function isBadOption(cause: unknown): cause is Error {
  return (
    cause instanceof TypeError &&
    "code" in cause &&
    typeof cause.code === "string" &&
    cause.code.startsWith("ERR_PARSE_ARGS")
  );
}
