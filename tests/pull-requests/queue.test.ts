import fc from "fast-check";
import { expect, test } from "vitest";
import { queueRows } from "../../src/components/record/queue.ts";
import { type QueueState, queue, queueOf } from "../../src/pull-requests/queue.ts";
import { queueSchema } from "../../src/schemas/queue.ts";

const NOW = "2026-03-01T00:00:00Z";
const label = (state: QueueState) => queue[state].label.name;
const pull = (number: number, given: readonly (readonly [QueueState, string])[] = []) => ({
  number,
  title: `Entry ${number}`,
  author: "someone",
  url: `https://github.com/a/b/pull/${number}`,
  openedAt: "2026-02-01T00:00:00Z",
  labels: ["other", ...given.map(([state]) => label(state))],
  labelled: new Map(given.map(([state, at]) => [label(state), at] as const)),
});

test("a pull request stands where its label says, since the label was given", () => {
  const { waiting } = queueOf([pull(2, [["measure", "2026-02-10T00:00:00Z"]]), pull(1)], NOW);
  expect(waiting.map(({ number, state, since }) => [number, state, since])).toEqual([
    [1, "received", "2026-02-01T00:00:00Z"],
    [2, "measure", "2026-02-10T00:00:00Z"],
  ]);
});

test("of two labels, as GitHub shows for a moment, the one given last counts", () => {
  const two = pull(1, [
    ["mend", "2026-02-10T00:00:00Z"],
    ["measure", "2026-02-12T00:00:00Z"],
  ]);
  expect(queueOf([two], NOW).waiting[0]?.state).toBe("measure");
});

test("what waits longest beyond its time comes first, and is late", () => {
  const steps = [
    { id: "mend", step: "x", actor: "submitter", days: 14, provisional: true },
    { id: "measure", step: "x", actor: "maintainer", days: 7, provisional: true },
  ];
  const rows = queueRows(
    queueOf(
      [
        pull(1),
        pull(2, [["mend", "2026-02-20T00:00:00Z"]]),
        pull(3, [["measure", "2026-02-20T00:00:00Z"]]),
        pull(4, [["remeasure", "2026-02-27T00:00:00Z"]]),
      ],
      NOW,
    ),
    steps,
  );
  expect(
    rows.map(({ number, inStateDays, meantDays, late }) => [number, inStateDays, meantDays, late]),
  ).toEqual([
    [3, 9, 7, true],
    [2, 9, 14, false],
    [4, 2, 7, false],
    [1, 28, null, false],
  ]);
});

test("whatever labels there are, each pull request is told once, and the file meets its schema", () => {
  const labels = fc.uniqueArray(
    fc.constantFrom<QueueState>("mend", "measure", "remeasure", "rule"),
  );
  fc.assert(
    fc.property(fc.array(labels, { maxLength: 20 }), (all) => {
      const pulls = all.map((given, index) =>
        pull(
          index + 1,
          given.map((state) => [state, NOW] as const),
        ),
      );
      const told = queueSchema.parse(queueOf(pulls, NOW));
      expect(told.waiting.map(({ number }) => number)).toEqual(pulls.map(({ number }) => number));
    }),
  );
});
