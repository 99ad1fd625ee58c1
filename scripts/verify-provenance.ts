import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { TrustMaterial } from "@sigstore/verify";
import { entryPaths } from "../src/content-tree/neighbours.ts";
import { readSigned } from "../src/content-tree/read-signed.ts";
import { printable } from "../src/findings/render/printable.ts";
import { proofOf } from "../src/provenance/verify.ts";
import { site } from "../src/site.ts";
import { type Io, Misuse } from "./io.ts";
import { contentAt, ownContent } from "./repository.ts";
import { trustMaterial } from "./trust.ts";

type Told = {
  readonly id: string;
  readonly outcome: "proven" | "not proven" | "needs none" | "not measured";
  readonly sentence: string;
};

/**
 * `verify-provenance <folder>… | --all [--format text|json] [--trusted-root FILE] [--content DIR]`: who
 * made each measurement. Exit 0: all that need a signature have it. 1: some do not. 2: misuse.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      all: { type: "boolean", default: false },
      content: { type: "string", default: ownContent },
      format: { type: "string", default: "text" },
      "trusted-root": { type: "string" },
    },
  });
  if (values.format !== "text" && values.format !== "json") {
    throw new Misuse(`There is no format ${JSON.stringify(values.format)}.`);
  }
  const content = contentAt(values.content);
  const all = values.all ? entryPaths(content).map((path) => join(content, path)) : [];
  const folders = [...positionals.map((folder) => resolve(folder)), ...all];
  if (folders.length === 0) throw new Misuse("verify-provenance needs a folder, or --all.");
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing !== undefined) throw new Misuse(`There is no folder ${JSON.stringify(missing)}.`);
  let trust: Promise<TrustMaterial> | undefined;
  // The network is asked only where there is something to prove.
  const trusted = () => (trust ??= trustMaterial(values["trusted-root"]));
  const told: Told[] = [];
  for (const folder of folders) told.push(await proven(folder, trusted));
  if (values.format === "json") io.stdout.write(`${JSON.stringify({ entries: told }, null, 2)}\n`);
  else
    for (const one of told)
      io.stdout.write(`${one.outcome}: ${one.id}, ${printable(one.sentence)}\n`);
  return told.every(({ outcome }) => outcome !== "not proven") ? 0 : 1;
}

/** Whether the measurement in one folder was made by this repository's own workflow. */
export async function proven(folder: string, trust: () => Promise<TrustMaterial>): Promise<Told> {
  const id = basename(folder);
  const signed = readSigned(folder);
  if (signed === null) return { id, outcome: "not measured", sentence: "no verification.json" };
  const isRehearsal = basename(dirname(folder)) === site.rehearsalRuleset;
  if (typeof signed === "string") {
    // Without a signature it is nobody's word; here anyone can make it again.
    const excused = isRehearsal && signed.includes("no signature");
    return excused
      ? {
          id,
          outcome: "needs none",
          sentence: "a rehearsal, which anyone can measure again: npx imagegen-speedrun evaluate",
        }
      : { id, outcome: "not proven", sentence: signed };
  }
  const proof = proofOf(signed, await trust());
  if (!proof.proven)
    return { id, outcome: "not proven", sentence: `${proof.problem} ${proof.fix}` };
  const { image, hosts, pull_request: pull } = proof.predicate;
  const from = pull === null ? "" : `, #${pull.number} at ${pull.head_sha}`;
  return {
    id,
    outcome: "proven",
    sentence: `measured on ${hosts.join(" and ")} by ${image}${from}`,
  };
}
