import { expect, test } from "vitest";
import { outcomes, World } from "../stage.ts";

const plain = "2026-11-23-nano-dit-plain";

test("entries on main are measured again in one go, on one branch, and what is left is said", async () => {
  using world = await World.begin();
  const { github } = world;
  const two = `${plain},2026-11-23-nano-dit-ema`;
  // Of an earlier measurement, which found something.
  const picture = `content/submissions/rehearsal-v1/${plain}/notice-1-duplicates.png`;
  github.state.git.commit("kernel", "refs/heads/main", "refs/heads/main", {
    [picture]: "a picture",
  });
  const results = await world.evaluate({ again: two });
  expect(outcomes(results)).toMatchObject({
    admit: "success",
    measure: "success",
    sign: "success",
    publish: "success",
  });
  const log = results.find(({ job }) => job === "publish")?.log;
  expect(log).toContain("Measure 2 entries again: https://github.com/");
  const changed = github.state.git.bare
    .git("diff", "--name-only", "main", "verified/again-2-entries")
    .split("\n");
  expect(
    changed.every(
      (path) =>
        /\/(verification(\.sigstore)?\.json|samples-\d+\.png)$/.test(path) || path === picture,
    ),
  ).toBe(true);
  expect(
    github.state.git.bare.git("ls-tree", "-r", "--name-only", "verified/again-2-entries"),
  ).not.toContain(picture);
  const landing = github.openFromBranch({
    author: "maintainer",
    branch: "verified/again-2-entries",
  });
  await world.pushed(landing);
  expect(world.statusOf(landing.head, "guard")).toMatch(/^success/);
  expect(world.statusOf(landing.head, "submission")).toBe(
    "success: Measurements, each with its proof, for 2 entries.",
  );
  expect(github.violations).toEqual([]);
});

test("what is measured already needs nothing, and an entry that is not there is named", async () => {
  using world = await World.begin();
  const [stale] = await world.evaluate({ again: "stale" });
  expect(stale?.log).toContain("every entry is measured already.");
  const [missing] = await world.evaluate({ again: "2026-01-01-nobody" });
  expect(missing?.log).toContain("there is no entry 2026-01-01-nobody.");
  const [both] = await world.evaluate({ again: plain, pull: "1", head: "0".repeat(40) });
  expect(both?.log).toContain("admit takes --pull N --head SHA, or --again");
});

test("the night: nothing to say; a drift, in one issue; and its end", async () => {
  using world = await World.begin();
  const { github } = world;
  const night = () =>
    world.play("evaluate.yml", { name: "schedule", ref: "refs/heads/main", sha: "" });
  expect(outcomes(await night())).toMatchObject({ alarm: "success", publish: "skipped" });
  expect(github.state.issues.size).toBe(0);

  world.variables = {
    DOCKER_AFTERWARDS: `sed -i 's/"kd_digits": [0-9.e-]*/"kd_digits": 9/' verification.json`,
  };
  for (let nights = 0; nights < 2; nights++) expect(outcomes(await night()).alarm).toBe("failure");
  const issues = [...github.state.issues.values()];
  expect(issues).toHaveLength(1);
  expect(issues[0]).toMatchObject({
    title: "The nightly measurement differs from the record",
    state: "open",
  });

  world.variables = {};
  expect(outcomes(await night()).alarm).toBe("success");
  expect(issues[0]?.state).toBe("closed");
  expect(github.state.comments.at(-1)?.body).toContain("Tonight every value is as on record again");
  expect(github.violations).toEqual([]);
});
