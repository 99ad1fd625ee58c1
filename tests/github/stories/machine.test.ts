import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { entryId, outcomes, replaced, submission, World } from "../stage.ts";

async function submitted(world: World, files = submission()) {
  const pull = world.github.openPullRequest({ author: "submitter", branch: "entry", files });
  await world.report(pull);
  return pull;
}
const ended = { admit: "success", fetch: "success", alarm: "skipped" };

test("a machine that dies half-way: everybody is told, and starting again is safe", async () => {
  using world = await World.begin();
  const pull = await submitted(world);
  world.variables = { DOCKER_DIES: "yes" };
  const died = await world.evaluate({ pull: "1", head: pull.head });
  expect(outcomes(died)).toEqual({
    ...ended,
    measure: "failure",
    sign: "failure",
    publish: "failure",
  });
  expect(world.statusOf(pull.head, "measurement")).toBe(
    "error: It did not come to an end; start it again.",
  );
  expect(world.labelsOf(pull)).toEqual(["queue: measurement failed"]);
  expect(world.commentsOn(pull).at(-1)).toContain("not measured");
  // A check that runs again does not hide that.
  await world.report(pull);
  expect(world.labelsOf(pull)).toEqual(["queue: measurement failed"]);

  world.variables = {};
  await world.evaluate({ pull: "1", head: pull.head });
  expect(world.statusOf(pull.head, "measurement")).toBe(
    "success: The kernel's verdict: confirmed.",
  );
  expect(world.labelsOf(pull)).toEqual(["queue: to rule on"]);
  expect(world.commentsOn(pull)).toHaveLength(2);
  expect(world.github.violations).toEqual([]);
});

test("the container has no network, no privilege, reads two folders and writes one, and is named by digest", async () => {
  using world = await World.begin();
  const pull = await submitted(world);
  await world.evaluate({ pull: "1", head: pull.head });
  const call = readFileSync(join(world.folder, "docker.log"), "utf8");
  expect(call.trim().split("\n")).toHaveLength(1);
  for (const flag of [
    "--network none",
    "--read-only",
    "--cap-drop ALL",
    "no-new-privileges",
    ":/request:ro",
    // Weights and reference, which the maintainer fetched; nobody's pull request reaches them.
    "--volume /srv/imagegen:/cache:ro",
    `@sha256:${"a".repeat(64)}`,
  ]) {
    expect(call).toContain(flag);
  }
  expect(call).not.toMatch(/token|GITHUB/i);
});

test("a link that the machine leaves behind is not sent on", async () => {
  using world = await World.begin();
  const pull = await submitted(world);
  world.variables = {
    DOCKER_AFTERWARDS:
      "rm -f verification.json && ln -s /etc/hostname verification.json && ln -s /etc sheets/etc",
  };
  const results = await world.evaluate({ pull: "1", head: pull.head });
  expect(outcomes(results)).toEqual({
    ...ended,
    measure: "success",
    sign: "failure",
    publish: "failure",
  });
  expect(results.find(({ job }) => job === "sign")?.log).toContain(
    "the machine sent no verification.json",
  );
  const run = readdirSync(world.folder).find((name) =>
    existsSync(join(world.folder, name, "artifacts", "admissions")),
  );
  const sent = readdirSync(join(world.folder, run ?? "", "artifacts", `measured-${entryId}-1`), {
    recursive: true,
  });
  expect(sent.map(String).filter((name) => /etc|verification/.test(name))).toEqual([]);
});

test("a machine that says confirmed where the values differ is not believed", async () => {
  using world = await World.begin();
  const pull = await submitted(world);
  world.variables = {
    DOCKER_AFTERWARDS: `sed -i 's/"fd_digits": 1.3/"fd_digits": 9.3/' verification.json`,
  };
  const results = await world.evaluate({ pull: "1", head: pull.head });
  expect(results.find(({ job }) => job === "sign")?.log).toContain("Not sealed:");
  expect(world.statusOf(pull.head, "measurement")).toMatch(/^error/);
  expect(world.github.state.git.shaOf(`refs/heads/verified/${entryId}`)).toBeNull();
});

test("a claim that does not hold is refuted, with both numbers", async () => {
  using world = await World.begin();
  // Log and claim agree with each other; the samples are others' than they say.
  let files = submission();
  for (const file of ["result.json", "run-1.jsonl"])
    files = replaced(files, file, "1.3368206", "1.2368206");
  const pull = await submitted(world, files);
  expect(world.statusOf(pull.head, "submission")).toMatch(/^success/);
  await world.evaluate({ pull: "1", head: pull.head });
  expect(world.statusOf(pull.head, "measurement")).toBe("failure: The kernel's verdict: refuted.");
  expect(world.commentsOn(pull).at(-1)).toMatch(
    /\| 1 \| fd&#95;digits \| 1\.2368206 \| 1\.3368206 \|/,
  );
});

test("two machines measure, and have to agree", async () => {
  using world = await World.begin(["gpu-1", "gpu-2"]);
  const pull = await submitted(world);
  await world.evaluate({ pull: "1", head: pull.head });
  expect(readFileSync(join(world.folder, "docker.log"), "utf8").trim().split("\n")).toHaveLength(2);
  expect(world.statusOf(pull.head, "measurement")).toBe(
    "success: The kernel's verdict: confirmed.",
  );

  // The second time, one of them is off by a little: within the tolerance, but not like the other.
  const marker = join(world.folder, "once");
  world.variables = {
    DOCKER_AFTERWARDS: `if [ ! -e '${marker}' ]; then touch '${marker}'; sed -i 's/1\\.3368206/1.3388206/' verification.json; fi`,
  };
  await world.evaluate({ pull: "1", head: pull.head });
  expect(world.statusOf(pull.head, "measurement")).toMatch(
    /^(failure: The kernel's verdict: inconclusive|error)/,
  );
  expect(world.github.violations).toEqual([]);
});
