import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { foldersIn } from "../src/content-tree/folder.ts";
import { plainMarkdown } from "../src/findings/render/markdown.ts";
import { keepIssue } from "../src/github/issues.ts";
import { disagreements } from "../src/measurement/seal.ts";
import { type Verification, verificationSchema } from "../src/schemas/verification.ts";
import { withGitHub } from "./github.ts";
import { type Io, Misuse } from "./io.ts";
import { readAdmission } from "./read-admission.ts";
import { repositoryRoot } from "./repository.ts";

const LABEL = "alarm: drift";

/**
 * `drift --admissions DIR --sealed DIR [--run-url URL]`: compares tonight's measurements of known
 * entries with what is on record, and keeps one issue open while they differ. Exit 0: as on record.
 * 1: they differ, or there is no measurement.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      admissions: { type: "string" },
      sealed: { type: "string" },
      "run-url": { type: "string" },
      root: { type: "string", default: repositoryRoot },
    },
  });
  if (values.admissions === undefined || values.sealed === undefined) {
    throw new Misuse("drift needs --admissions DIR and --sealed DIR.");
  }
  const { admissions, sealed, root } = values;
  const alarms = foldersIn(resolve(admissions)).flatMap((id) =>
    alarmsOf(
      join(resolve(admissions), id),
      join(resolve(sealed), `sealed-${id}`),
      resolve(root),
    ).map((alarm) => `${id}: ${alarm}`),
  );
  const run = values["run-url"] ? ` ([run](${values["run-url"]}))` : "";
  const said = await withGitHub(io, (github) =>
    keepIssue(
      github,
      LABEL,
      alarms.length === 0
        ? { over: `Tonight every value is as on record again${run}.` }
        : { title: "The nightly measurement differs from the record", body: body(alarms, run) },
    ),
  );
  for (const alarm of alarms) io.stderr.write(`${alarm}\n`);
  io.stdout.write(`${alarms.length === 0 ? "as on record" : "drift"}; issue: ${said}\n`);
  return alarms.length === 0 ? 0 : 1;
}

const readVerification = (path: string): Verification | null =>
  existsSync(path) ? verificationSchema.parse(JSON.parse(readFileSync(path, "utf8"))) : null;

function alarmsOf(admitted: string, sealed: string, root: string): string[] {
  const { admission, request } = readAdmission(admitted);
  const recorded = readVerification(join(root, admission.folder, "verification.json"));
  const tonight = readVerification(join(sealed, "verification.json"));
  if (!tonight) return ["was not measured"];
  if (!recorded) return ["has no measurement on record"];
  return disagreements(request, recorded, tonight);
}

const body = (alarms: readonly string[], run: string) =>
  [
    `Entries that nobody touched measure differently tonight${run}. It is us: the machine, its driver, a library or the kernel.`,
    "Until this is understood, no new measurement should be landed.",
    alarms
      .slice(0, 50)
      .map((alarm) => `- ${plainMarkdown(alarm)}`)
      .join("\n"),
  ].join("\n\n");
