import { existsSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isAccepted } from "../src/checks/index.ts";
import { type CheckedFolder, checkFolders } from "../src/content-tree/check-folders.ts";
import { entryPaths } from "../src/content-tree/neighbours.ts";
import type { Finding } from "../src/findings/finding.ts";
import { renderGithub } from "../src/findings/render/github.ts";
import { renderSarif } from "../src/findings/render/sarif.ts";
import { renderText } from "../src/findings/render/text.ts";
import { entryComment } from "../src/pull-requests/comment.ts";
import { changedEntries } from "./check/changed.ts";
import { type Io, Misuse, setOutput } from "./io.ts";
import { contentAt, ownContent } from "./repository.ts";

type Checked = CheckedFolder & { readonly folder: string };

const formats = { text, json, github, markdown, sarif } as const;
type Format = keyof typeof formats;
const isFormat = (name: string): name is Format => Object.hasOwn(formats, name);

/**
 * `check <folder>… | --all | --changed [--base REF] [--format F] [--content DIR]`. --changed takes
 * the entries that the branch in this folder changes. Exit 0: all accepted. 1: some rejected.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      all: { type: "boolean", default: false },
      changed: { type: "boolean", default: false },
      base: { type: "string", default: "origin/main" },
      content: { type: "string", default: ownContent },
      format: { type: "string", default: "text" },
    },
  });
  const { format } = values;
  if (!isFormat(format)) {
    throw new Misuse(`There is no format ${JSON.stringify(format)}.`);
  }
  const content = contentAt(values.content);
  const all = values.all ? entryPaths(content).map((path) => join(content, path)) : [];
  const changed = values.changed ? changedEntries(process.cwd(), values.base) : null;
  const folders = [...positionals, ...all, ...(changed?.folders ?? [])];
  if (folders.length === 0 && !changed) throw new Misuse("check needs at least one folder.");
  for (const folder of positionals) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      throw new Misuse(`${JSON.stringify(folder)} is no folder. check takes submission folders.`);
    }
  }
  const today = new Date().toISOString().slice(0, 10);
  if (changed) setOutput(io, "kind", changed.kind);
  const found = await checkFolders(folders, content, today);
  const checked: Checked[] = found.map((one, index) => ({
    ...one,
    folder: relative(process.cwd(), resolve(folders[index] ?? "")) || ".",
  }));
  const outside = changed?.findings ?? [];
  io.stdout.write(`${formats[format](checked)}${outsideEntries(format, outside)}`);
  if (outside.length > 0) return 1;
  if (folders.length === 0) io.stderr.write("This branch changes no submission.\n");
  return checked.every(({ findings }) => isAccepted(findings)) ? 0 : 1;
}

/** What a branch touches and may not, in the formats that have a place for it. */
function outsideEntries(format: Format, findings: readonly Finding[]): string {
  if (findings.length === 0) return "";
  if (format === "github") return renderGithub(findings, "");
  return format === "text" ? `${renderText(findings)}\n` : "";
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;

/** "accepted: …" or "rejected: …", with what was derived or how much is wrong. */
function summary({ id, findings, derived }: Checked): string {
  if (!isAccepted(findings)) return `rejected: ${id}, ${count(findings.length, "finding")}`;
  const time = derived.time_to_target_seconds;
  const runs = count(derived.runs.length, "run");
  return `accepted: ${id}, ${runs}${time === null ? "" : `, ${time.toFixed(1)} s to target on average`}`;
}

function text(checked: readonly Checked[]): string {
  return checked
    .map((one) => {
      const inFolder = one.findings.map((found) => ({
        ...found,
        file: join(one.folder, found.file),
      }));
      return `${inFolder.length > 0 ? `${renderText(inFolder)}\n` : ""}${summary(one)}\n`;
    })
    .join("\n");
}

function json(checked: readonly Checked[]): string {
  const submissions = checked.map(({ id, findings, derived }) => ({
    id,
    verdict: isAccepted(findings) ? "accepted" : "rejected",
    findings,
    derived,
  }));
  return `${JSON.stringify({ submissions }, null, 2)}\n`;
}

function github(checked: readonly Checked[]): string {
  return checked.map(({ findings, folder }) => renderGithub(findings, folder)).join("");
}

function markdown(checked: readonly Checked[]): string {
  return checked.map((one) => entryComment(one)).join("\n");
}

/** One SARIF document for all folders; paths from where the command runs. */
function sarif(checked: readonly Checked[]): string {
  const findings = checked.flatMap(({ findings: told, folder }) =>
    told.map((found) => ({ ...found, file: join(folder, found.file) })),
  );
  return renderSarif(findings);
}
