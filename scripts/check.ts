import { existsSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isAccepted } from "../src/checks/index.ts";
import { type CheckedFolder, checkFolders } from "../src/content-tree/check-folders.ts";
import { entryPaths } from "../src/content-tree/neighbours.ts";
import { renderGithub } from "../src/findings/render/github.ts";
import { renderText } from "../src/findings/render/text.ts";
import { comment } from "./check/comment.ts";
import { type Io, Misuse } from "./io.ts";
import { ownContent } from "./repository.ts";

type Checked = CheckedFolder & { readonly folder: string };

const formats = { text, json, github, markdown } as const;
type Format = keyof typeof formats;
const isFormat = (name: string): name is Format => Object.hasOwn(formats, name);

/** `check <folder>… | --all [--format F] [--content DIR]`. Exit 0: all accepted. 1: some rejected. */
export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      all: { type: "boolean", default: false },
      content: { type: "string", default: ownContent },
      format: { type: "string", default: "text" },
    },
  });
  const { format } = values;
  if (!isFormat(format)) {
    throw new Misuse(`There is no format ${JSON.stringify(format)}.`);
  }
  const content = resolve(values.content);
  const all = values.all ? entryPaths(content).map((path) => join(content, path)) : [];
  const folders = [...positionals, ...all];
  if (folders.length === 0) throw new Misuse("check needs at least one folder.");
  for (const folder of positionals) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      throw new Misuse(`${JSON.stringify(folder)} is no folder. check takes submission folders.`);
    }
  }
  const today = new Date().toISOString().slice(0, 10);
  const found = await checkFolders(folders, content, today);
  const checked: Checked[] = found.map((one, index) => ({
    ...one,
    folder: relative(process.cwd(), resolve(folders[index] ?? "")) || ".",
  }));
  io.stdout.write(formats[format](checked));
  return checked.every(({ findings }) => isAccepted(findings)) ? 0 : 1;
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
  return checked.map(comment).join("\n");
}
