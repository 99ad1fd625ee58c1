import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readContent } from "../../src/content-tree/read-content.ts";
import { repository } from "../../src/git/repository.ts";
import { buildRegistry } from "../../src/registry/index.ts";
import type { Registry } from "../../src/registry/types.ts";
import { TestAuthority } from "../provenance/test-authority.ts";
import { root } from "../scripts/command.ts";
import { type Event, type JobResult, play, type Stage } from "./actions/player.ts";
import { StandInGitHub } from "./stand-in/stand-in.ts";
import type { Pull } from "./stand-in/state.ts";

/** The repository on a stand-in GitHub, with its workflows: what the stories are played on. */

export const entryId = "2026-11-23-nano-dit-muon";
export const entryPath = `content/submissions/rehearsal-v1/${entryId}`;
const owner = "Open-Model-Initiative";
const name = "imagegen-speedrun";
const image = `ghcr.io/open-model-initiative/imagegen-kernel@sha256:${"a".repeat(64)}`;
const addedLater = (file: string) =>
  /^(verification\.json|verification\.sigstore\.json|rulings\.yaml|.*\.png)$/.test(file);

export type Files = Record<string, string | Uint8Array | null>;

/** The real entry as its submitter had it, at its place in the repository. */
export function submission(path = entryPath): Files {
  const folder = join(root, path);
  const names = readdirSync(folder).filter((file) => !addedLater(file));
  return Object.fromEntries(
    names.map((file) => [`${path}/${file}`, readFileSync(join(folder, file))]),
  );
}

/** A text of the submission with something replaced; fails where there is nothing to replace. */
export function replaced(files: Files, file: string, from: string | RegExp, to: string): Files {
  const path = `${entryPath}/${file}`;
  const text = Buffer.from(files[path] ?? "").toString("utf8");
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} has no ${from}`);
  return { ...files, [path]: changed };
}

export class World {
  readonly github: StandInGitHub;
  readonly folder: string;
  readonly #authority: TestAuthority;
  /** Further variables of every step, such as those that steer the programs in shims.ts. */
  variables: Record<string, string> = {};
  before: Stage["before"];
  /** Grants that a maintainer forgot to give. */
  withhold: readonly string[] = [];

  private constructor(github: StandInGitHub, folder: string, authority: TestAuthority) {
    this.github = github;
    this.folder = folder;
    this.#authority = authority;
  }

  /** A repository without the entry that a story is about. */
  static async begin(
    hosts: readonly string[] = ["gpu-1"],
    without: readonly string[] = [entryPath],
  ): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), "imagegen-story-"));
    const main = join(folder, "main");
    mkdirSync(main);
    const absent = without.map((path) => join(root, path));
    cpSync(join(root, "content"), join(main, "content"), {
      recursive: true,
      filter: (source) => !absent.includes(source),
    });
    cpSync(join(root, ".github"), join(main, ".github"), { recursive: true });
    const measuring = [
      `image: ${image}`,
      `hosts: [${hosts.join(", ")}]`,
      "repeat_share: 1",
      "nightly: [2026-11-23-nano-dit-plain]",
    ];
    writeFileSync(join(main, ".github", "measuring.yaml"), `${measuring.join("\n")}\n`);
    const github = await StandInGitHub.start({
      owner,
      name,
      folder,
      files: [{ source: main, to: "." }],
    });
    const authority = await TestAuthority.create();
    writeFileSync(join(folder, "trusted_root.json"), JSON.stringify(authority.trustedRoot));
    return new World(github, folder, authority);
  }

  end(): void {
    this.github.stop();
    this.#authority.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  [Symbol.dispose](): void {
    this.end();
  }

  #stage(): Stage {
    const { github, folder } = this;
    return {
      folder,
      apiUrl: github.apiUrl,
      serverUrl: "https://github.com",
      gitRemote: github.state.git.bare.path,
      repository: `${owner}/${name}`,
      token: (grants) =>
        github.token(
          Object.fromEntries(
            Object.entries(grants).filter(([scope]) => !this.withhold.includes(scope)),
          ),
        ),
      checkout: (event, ref, into) => this.checkout(event, ref, into),
      attest: (statement) => this.#authority.attest(statement),
      variables: { TRUSTED_ROOT: join(folder, "trusted_root.json"), ...this.variables },
      ...(this.before ? { before: this.before } : {}),
    };
  }

  /** Puts main into a folder, or for a pull request's own workflow its merge with main. */
  checkout(event: Event, ref: string | undefined, into: string): void {
    mkdirSync(into, { recursive: true });
    const work = repository(into, { name: "GitHub", email: "github@localhost" });
    work.git("init", "--quiet", "--initial-branch=main");
    work.git("fetch", "--quiet", this.github.state.git.bare.path, "main");
    work.git("reset", "--quiet", "--hard", "FETCH_HEAD");
    if (event.name !== "pull_request" || ref !== undefined) return;
    work.git("fetch", "--quiet", this.github.state.git.bare.path, event.sha);
    work.git("merge", "--quiet", "--no-ff", "-m", "Merge the pull request", "FETCH_HEAD");
  }

  async play(file: string, event: Event): Promise<JobResult[]> {
    const main = join(this.folder, "played");
    rmSync(main, { recursive: true, force: true });
    this.checkout({ ...event, name: "push" }, undefined, main);
    return play(this.#stage(), main, file, event);
  }

  /** What GitHub starts when a pull request is opened or pushed to. */
  async pushed(pull: Pull): Promise<Record<"guard" | "check" | "report", JobResult[]>> {
    const payload = { pull_request: { number: pull.number, head: { sha: pull.head } } };
    const ref = "refs/heads/main";
    const guard = await this.play("guard.yml", {
      name: "pull_request_target",
      ref,
      sha: pull.head,
      payload,
    });
    const check = await this.play("check.yml", {
      name: "pull_request",
      ref: `refs/pull/${pull.number}/merge`,
      sha: pull.head,
      payload,
    });
    return { guard, check, report: await this.report(pull) };
  }

  async report(pull: Pull): Promise<JobResult[]> {
    const id = this.github.run(pull);
    const run = { id, event: "pull_request", head_sha: pull.head };
    return this.play("report.yml", {
      name: "workflow_run",
      ref: "refs/heads/main",
      sha: pull.head,
      payload: { workflow_run: run },
    });
  }

  /** A maintainer fills in the form of the workflow evaluate. */
  async evaluate(inputs: { pull?: string; head?: string; again?: string }): Promise<JobResult[]> {
    const all = { pull: "", head: "", again: "", ...inputs };
    return this.play("evaluate.yml", {
      name: "workflow_dispatch",
      ref: "refs/heads/main",
      sha: "",
      inputs: all,
    });
  }

  /** A fresh checkout of main. */
  mainNow(): string {
    const checkout = join(this.folder, "now");
    rmSync(checkout, { recursive: true, force: true });
    this.checkout({ name: "push", ref: "refs/heads/main", sha: "" }, undefined, checkout);
    return checkout;
  }

  /** The registry of main as it is now. */
  async registry(): Promise<Registry> {
    return buildRegistry(await readContent(join(this.mainNow(), "content")));
  }

  statusOf(sha: string, context: string): string | null {
    const status = this.github.state.statusOf(sha, context);
    return status && `${status.state}: ${status.description}`;
  }

  commentsOn(pull: Pull): string[] {
    return this.github.state.comments
      .filter(({ issue }) => issue === pull.number)
      .map(({ body }) => body);
  }

  labelsOf(pull: Pull): string[] {
    return [...this.github.state.labelsOf(pull.number)].toSorted();
  }
}

/** Results of a workflow's jobs by name. */
export const outcomes = (results: readonly JobResult[]): Record<string, string> =>
  Object.fromEntries(results.map(({ job, result }) => [job, result]));
