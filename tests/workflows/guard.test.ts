import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { classify } from "../../src/pull-requests/kind.ts";

type File = { filename: string; previous_filename?: string; status: string };
type Status = { state: string; description: string; context: string; sha: string };

const workflow = parse(readFileSync(".github/workflows/guard.yml", "utf8")) as {
  jobs: { guard: { steps: { uses?: string; with: { script: string } }[] } };
};
const script = workflow.jobs.guard.steps.at(-1)?.with.script ?? "";

/** Runs the workflow's own script the way actions/github-script does, on a list of files. */
async function guard(files: readonly File[]): Promise<Status> {
  const statuses: Status[] = [];
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  const rest = {
    pulls: { listFiles: "files" },
    repos: { createCommitStatus: async (status: Status) => statuses.push(status) },
  };
  const github = { rest, paginate: async () => files };
  const context = {
    payload: { pull_request: { number: 1, head: { sha: "abc" } } },
    repo: { owner: "o", repo: "n" },
  };
  await new AsyncFunction("github", "context", script)(github, context);
  expect(statuses).toHaveLength(1);
  const [status] = statuses;
  if (!status) throw new Error("no status was set");
  return status;
}

const folder = "content/submissions/r/2026-02-01-x";
const file = (filename: string, status = "added"): File => ({ filename, status });

test("nothing but the changed paths and one status: no checkout, no package", () => {
  expect(workflow.jobs.guard.steps).toHaveLength(1);
  expect(workflow.jobs.guard.steps[0]?.uses).toMatch(/^actions\/github-script@[0-9a-f]{40}$/);
});

test.each([
  [[file(`${folder}/result.json`)], "success", "Touches one entry's folder and nothing else."],
  [[file("src/site.ts", "modified")], "success", "Touches no entry; people review it."],
  [
    [file(`${folder}/result.json`), file("package.json", "modified")],
    "failure",
    "Touches entries and something else: open one pull request for each.",
  ],
  [
    [file(`${folder}/result.json`), file("content/submissions/r/other/result.json")],
    "failure",
    "Adds more than one entry: open one pull request for each.",
  ],
  [
    [file(`${folder}/result.json`, "modified")],
    "failure",
    "Changes files of an entry that is there: entries are only ever added.",
  ],
  [[file(`${folder}/rulings.yaml`, "removed")], "failure", "Nothing of an entry is ever deleted."],
  [
    [file(`${folder}/rulings.yaml`, "modified")],
    "success",
    "Touches one entry's folder and nothing else.",
  ],
  [
    [{ filename: "x.json", previous_filename: `${folder}/result.json`, status: "renamed" }],
    "failure",
    "Touches entries and something else: open one pull request for each.",
  ],
  [
    Array.from({ length: 3000 }, (_, index) => file(`${folder}/${index}`)),
    "failure",
    "More than 3,000 files: open several pull requests.",
  ],
])("%#: says what it found", async (files, state, description) => {
  expect(await guard(files)).toEqual({
    owner: "o",
    repo: "n",
    sha: "abc",
    context: "guard",
    state,
    description,
  });
});

const names = [
  "result.json",
  "verification.json",
  "rulings.yaml",
  "samples-1.png",
  "verification.sigstore.json",
  "notice-1-near_duplicates.png",
];
const path = fc.constantFrom(
  ...names.flatMap((name) => [`${folder}/${name}`, `content/submissions/r/other/${name}`]),
  "src/site.ts",
);
const letters = { A: "added", M: "modified", D: "removed" } as const;

test("the fence never stands in the way of what main's own rules let through", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.record({ path, status: fc.constantFrom("A", "M", "D") }), {
        selector: (one) => one.path,
        minLength: 1,
        maxLength: 6,
      }),
      async (changes) => {
        const { kind } = classify(changes.map((one) => ({ ...one, mode: "100644" })));
        const { state } = await guard(changes.map((one) => file(one.path, letters[one.status])));
        if (kind !== "mixed") expect(state).toBe("success");
        // And what touches entries together with anything else never passes it.
        const inside = changes.filter((one) => one.path.startsWith("content/submissions/")).length;
        if (inside > 0 && inside < changes.length) expect(state).toBe("failure");
      },
    ),
    { numRuns: 300, seed: 4 },
  );
});
