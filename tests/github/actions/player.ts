import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Contexts, holds, interpolated, jsonOf, type Status } from "./expressions.ts";
import { shims } from "./shims.ts";
import { type ActionCall, type Attest, actions } from "./uses.ts";
import { inOrder, type Job, needsOf, readWorkflow, type Step } from "./workflow.ts";

/**
 * Plays a workflow file step by step, as GitHub would: jobs after those they need, matrices,
 * conditions, outputs, artifacts, and for each job a token with exactly its grants. What a step
 * `run`s is run by a real shell in a workspace of its own.
 */

export type Stage = {
  /** Folder that everything happens in. */
  readonly folder: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly gitRemote: string;
  readonly repository: string;
  readonly token: (permissions: Readonly<Record<string, string>>) => string;
  /** Puts a commit's files into a folder: main, or for pull_request its merge with main. */
  readonly checkout: (event: Event, ref: string | undefined, into: string) => void;
  readonly attest: Attest;
  /** Further variables of every step, such as those that steer the programs in shims.ts. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Called before each job begins: where others act in between. */
  readonly before?: (job: string) => void | Promise<void>;
};

export type Event = {
  readonly name: string;
  readonly ref: string;
  readonly sha: string;
  readonly payload?: object;
  readonly inputs?: Readonly<Record<string, string>>;
};

export type JobResult = {
  readonly job: string;
  readonly result: "success" | "failure" | "skipped";
  readonly outputs: Readonly<Record<string, string>>;
  /** Everything its steps wrote. */
  readonly log: string;
};

let runs = 0;

/** Plays one workflow for one event; `main` is a checkout whose workflow file counts. */
export async function play(
  stage: Stage,
  main: string,
  file: string,
  event: Event,
): Promise<JobResult[]> {
  const workflow = readWorkflow(main, file);
  const run = String(1000 + runs++);
  const artifacts = join(stage.folder, `run-${run}`, "artifacts");
  const results: JobResult[] = [];
  for (const name of inOrder(workflow)) {
    const job = workflow.jobs[name];
    if (!job) continue;
    await stage.before?.(name);
    results.push(await playJob({ stage, event, run, artifacts, results, name, job }));
  }
  return results;
}

type Playing = {
  readonly stage: Stage;
  readonly event: Event;
  readonly run: string;
  readonly artifacts: string;
  readonly results: readonly JobResult[];
  readonly name: string;
  readonly job: Job;
};

function contextsOf({ stage, event, run, results, job }: Playing): Contexts {
  const needed = results.filter((one) => needsOf(job).includes(one.job));
  return {
    github: {
      event_name: event.name,
      event: event.payload ?? {},
      ref: event.ref,
      sha: event.sha,
      repository: stage.repository,
      server_url: stage.serverUrl,
      run_id: run,
      token: stage.token(job.permissions ?? {}),
    },
    inputs: event.inputs ?? {},
    needs: Object.fromEntries(
      needed.map(({ job: name, result, outputs }) => [name, { result, outputs }]),
    ),
  };
}

async function playJob(playing: Playing): Promise<JobResult> {
  const { job, name } = playing;
  const contexts = contextsOf(playing);
  const needed = Object.values(contexts["needs"] as Record<string, { result: string }>);
  const status: Status = needed.every(({ result }) => result === "success") ? "success" : "failure";
  if (!holds(job.if, { ...contexts, matrix: {} }, status)) {
    return { job: name, result: "skipped", outputs: {}, log: "" };
  }
  const cells = cellsOf(job, contexts);
  const done: JobResult[] = [];
  for (const [index, matrix] of cells.entries()) {
    done.push(await playSteps(playing, { ...contexts, matrix }, index));
  }
  return {
    job: name,
    result: done.every(({ result }) => result === "success") ? "success" : "failure",
    outputs: done.at(-1)?.outputs ?? {},
    log: done.map(({ log }) => log).join("\n"),
  };
}

/** The cells of a matrix with one axis; one empty cell without a matrix. */
function cellsOf({ strategy }: Job, contexts: Contexts): Record<string, unknown>[] {
  if (!strategy) return [{}];
  return Object.entries(strategy.matrix).flatMap(([axis, text]) => {
    const values = jsonOf(text, contexts);
    return Array.isArray(values) ? values.map((value: unknown) => ({ [axis]: value })) : [];
  });
}

async function playSteps(playing: Playing, contexts: Contexts, cell: number): Promise<JobResult> {
  const { stage, run, name, job } = playing;
  const folder = join(stage.folder, `run-${run}`, `${name}-${cell}`);
  const workspace = join(folder, "workspace");
  mkdirSync(workspace, { recursive: true });
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  let status: Status = "success";
  let log = "";
  for (const [index, step] of job.steps.entries()) {
    const known = { ...contexts, steps };
    if (!holds(step.if, known, status)) continue;
    const output = join(folder, `output-${index}`);
    writeFileSync(output, "");
    try {
      log += await playStep(playing, step, { known, workspace, output });
    } catch (cause) {
      if (step["continue-on-error"] !== true) status = "failure";
      log += cause instanceof Error ? cause.message : String(cause);
    }
    if (step.id !== undefined) steps[step.id] = { outputs: outputsIn(output) };
  }
  const outputs = Object.fromEntries(
    Object.entries(job.outputs ?? {}).map(([key, text]) => [
      key,
      interpolated(text, { ...contexts, steps }),
    ]),
  );
  return { job: name, result: status, outputs, log };
}

type Place = { readonly known: Contexts; readonly workspace: string; readonly output: string };

async function playStep(playing: Playing, step: Step, place: Place): Promise<string> {
  const { known, workspace, output } = place;
  const filled = (values: Step["with"]) =>
    Object.fromEntries(
      Object.entries(values ?? {}).map(([key, text]) => [key, interpolated(String(text), known)]),
    );
  if (step.run !== undefined) return shell(playing, step.run, filled(step.env), place);
  const [name = ""] = (step.uses ?? "").split("@");
  const { stage, event, artifacts, job } = playing;
  const [owner, repo] = stage.repository.split("/");
  const call: ActionCall = {
    with: filled(step.with),
    workspace,
    artifacts,
    checkout: (ref, into) => stage.checkout(event, ref, into),
    attest: stage.attest,
    token: stage.token(job.permissions ?? {}),
    apiUrl: stage.apiUrl,
    context: { payload: event.payload ?? {}, repo: { owner, repo } },
    setOutput: (key, value) => writeFileSync(output, `${key}=${value}\n`, { flag: "a" }),
  };
  const action = actions[name];
  if (!action) throw new Error(`the player does not know ${name}`);
  await action(call);
  return "";
}

/** Runs a script as GitHub does: bash, stopping at the first error. Fails with what it wrote. */
function shell(
  { stage, run }: Playing,
  script: string,
  variables: Record<string, string>,
  { workspace, output }: Place,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd: workspace,
      env: {
        PATH: shims(join(stage.folder, "shims")),
        HOME: stage.folder,
        GITHUB_REPOSITORY: stage.repository,
        GITHUB_API_URL: stage.apiUrl,
        GITHUB_SERVER_URL: stage.serverUrl,
        GITHUB_RUN_ID: run,
        GITHUB_OUTPUT: output,
        GITHUB_RETRY_MILLISECONDS: "1",
        GIT_REMOTE: stage.gitRemote,
        DOCKER_LOG: join(stage.folder, "docker.log"),
        ...stage.variables,
        ...variables,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let log = "";
    child.stdout.on("data", (chunk: Buffer) => (log += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(log) : reject(new Error(`${log}exit ${code}\n`)),
    );
  });
}

function outputsIn(path: string): Record<string, string> {
  if (!existsSync(path)) return {};
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}
