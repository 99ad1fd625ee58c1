import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { queueSchema } from "../../../src/schemas/queue.ts";
import { outcomes, replaced, submission, World } from "../stage.ts";

const publish = (world: World) =>
  world.play("publish.yml", { name: "schedule", ref: "refs/heads/main", sha: "" });

test("the site is given the queue: each open pull request in its state, closed ones not", async () => {
  using world = await World.begin();
  const { github } = world;
  const broken = replaced(submission(), "result.json", /("commit": ")[0-9a-f]{40}/, "$1abc");
  const mend = github.openPullRequest({ author: "newcomer", branch: "one", files: broken });
  await world.pushed(mend);
  const fresh = github.openPullRequest({ author: "another", branch: "two", files: submission() });
  const gone = github.openPullRequest({ author: "third", branch: "three", files: submission() });
  gone.state = "closed";
  const results = await publish(world);
  expect(outcomes(results)["build"]).toBe("success");
  expect(results[0]?.log).toContain("2 pull requests are open");
  const [file = ""] = globSync("**/queue.json", { cwd: world.folder });
  const queue = queueSchema.parse(JSON.parse(readFileSync(join(world.folder, file), "utf8")));
  expect(queue.waiting.map(({ number, author, state }) => [number, author, state])).toEqual([
    [mend.number, "newcomer", "mend"],
    [fresh.number, "another", "received"],
  ]);
});

test("a queue that cannot be read does not keep records from being published", async () => {
  using world = await World.begin();
  world.withhold = ["pull-requests"];
  const results = await publish(world);
  expect(outcomes(results)["build"]).toBe("success");
  expect(results[0]?.log).toContain("Resource not accessible by integration");
  expect(globSync("**/queue.json", { cwd: world.folder })).toEqual([]);
});
