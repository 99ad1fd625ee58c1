import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** A workflow file, as far as the player reads it. */
export type Step = {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly "continue-on-error"?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
};

export type Job = {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, string>> };
  readonly environment?: string | { readonly name: string };
  readonly steps: readonly Step[];
};

export type Workflow = { readonly name: string; readonly jobs: Readonly<Record<string, Job>> };

/** The workflow of a checkout. The player runs main's own file, as GitHub does for trusted events. */
export const readWorkflow = (checkout: string, file: string): Workflow =>
  parse(readFileSync(join(checkout, ".github", "workflows", file), "utf8")) as Workflow;

export const needsOf = ({ needs }: Job): readonly string[] =>
  needs === undefined ? [] : typeof needs === "string" ? [needs] : needs;

/** Names of the jobs, each after those it needs. */
export function inOrder({ jobs }: Workflow): string[] {
  const done: string[] = [];
  const visit = (name: string): void => {
    if (done.includes(name)) return;
    const job = jobs[name];
    if (!job) throw new Error(`there is no job ${name}`);
    needsOf(job).forEach(visit);
    done.push(name);
  };
  Object.keys(jobs).forEach(visit);
  return done;
}
