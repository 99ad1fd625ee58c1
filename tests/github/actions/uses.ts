import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join, matchesGlob, resolve } from "node:path";
import { Octokit } from "octokit";

/** What the actions that the workflows use do, as far as they use it. */

export type ActionCall = {
  readonly with: Readonly<Record<string, string>>;
  readonly workspace: string;
  /** Where the artifacts of this run are kept. */
  readonly artifacts: string;
  readonly checkout: (ref: string | undefined, into: string) => void;
  readonly attest: Attest;
  readonly token: string;
  readonly apiUrl: string;
  readonly context: object;
  readonly setOutput: (name: string, value: string) => void;
};

export type Attest = (statement: {
  readonly subjects: readonly { readonly name: string; readonly sha256: string }[];
  readonly predicateType: string;
  readonly predicate: unknown;
}) => Promise<unknown>;

type Action = (call: ActionCall) => void | Promise<void>;

const nothing: Action = () => {};

const download: Action = ({ with: given, workspace, artifacts }) => {
  const into = resolve(workspace, given["path"] ?? ".");
  mkdirSync(into, { recursive: true });
  if (given["name"] !== undefined) {
    const from = join(artifacts, given["name"]);
    if (!existsSync(from)) throw new Error(`there is no artifact ${given["name"]}`);
    cpSync(from, into, { recursive: true });
    return;
  }
  const pattern = given["pattern"] ?? "*";
  const found = existsSync(artifacts) ? readdirSync(artifacts) : [];
  for (const name of found.filter((one) => matchesGlob(one, pattern))) {
    cpSync(join(artifacts, name), join(into, name), { recursive: true });
  }
};

const upload: Action = ({ with: given, workspace, artifacts }) => {
  const from = resolve(workspace, given["path"] ?? "");
  const name = given["name"] ?? "artifact";
  if (!existsSync(from) || readdirSync(from).length === 0) return;
  rmSync(join(artifacts, name), { recursive: true, force: true });
  // As the real one does: what a link leads to is taken along.
  cpSync(from, join(artifacts, name), { recursive: true, dereference: true });
};

const attestation: Action = async (call) => {
  const { with: given, workspace, attest, setOutput } = call;
  const patterns = (given["subject-path"] ?? "").split("\n").map((line) => line.trim());
  const files = patterns.filter(Boolean).flatMap((pattern) => {
    const folder = resolve(workspace, pattern, "..");
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return names
      .filter((name) => matchesGlob(name, basename(pattern)))
      .map((name) => join(folder, name));
  });
  const subjects = files.toSorted().map((file) => ({
    name: basename(file),
    sha256: createHash("sha256").update(readFileSync(file)).digest("hex"),
  }));
  if (subjects.length === 0) throw new Error("could not find a subject");
  const predicate: unknown = JSON.parse(
    readFileSync(resolve(workspace, given["predicate-path"] ?? ""), "utf8"),
  );
  const bundle = await attest({
    subjects,
    predicateType: given["predicate-type"] ?? "",
    predicate,
  });
  const path = resolve(workspace, "..", "attestation.json");
  writeFileSync(path, JSON.stringify(bundle));
  setOutput("bundle-path", path);
};

const script: Action = async ({ with: given, token, apiUrl, context }) => {
  const github = new Octokit({ auth: token, baseUrl: apiUrl });
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  await new AsyncFunction("github", "context", given["script"])(github, context);
};

export const actions: Readonly<Record<string, Action>> = {
  "actions/checkout": ({ with: given, workspace, checkout }) => checkout(given["ref"], workspace),
  "actions/setup-node": nothing,
  "actions/setup-python": nothing,
  "actions/upload-artifact": upload,
  "actions/download-artifact": download,
  "actions/attest": attestation,
  "actions/github-script": script,
  "actions/upload-pages-artifact": nothing,
  "actions/deploy-pages": nothing,
};
