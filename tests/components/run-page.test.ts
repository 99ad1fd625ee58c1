import { describe, expect, it } from "vitest";
import { claimRows, furtherRows } from "../../src/components/run/claims.ts";
import { comparedEntries } from "../../src/components/run/comparison.ts";
import { differences } from "../../src/components/run/configuration.ts";
import { loggedMetrics } from "../../src/components/run/curves.ts";
import { doubt } from "../../src/components/run/doubt.ts";
import { sampleCheckRows } from "../../src/components/run/sample-checks.ts";
import { summary } from "../../src/components/run/summary.ts";
import { trustLadder } from "../../src/components/run/trust.ts";
import type { Entry } from "../../src/registry/types.ts";
import { ids, registry, ruled, viewOf } from "./mini-site.ts";

const states = (id: string, change?: (entry: Entry) => Entry) =>
  trustLadder(viewOf(id, change)).map(({ name, state }) => `${name}: ${state}`);

describe("the summary of an entry", () => {
  it("says what, how long, on what, how good, who says so and what it gained", () => {
    expect(summary(viewOf(ids.record))).toMatchInlineSnapshot(
      `"A model of 300k parameters (DiT, depth 4, width 64, patch 2), trained on mini-train at 8×8 on CPU. By their logs, two runs reached FD-digits ≤ 6 and Label accuracy ≥ 0.95 after 25.7 s ± 0.02 s of training on average, having seen 4,096 samples. The kernel measured FD-digits 5.519 on their samples, which confirms the claim. That was 19.8\u202f% less time than the record before, “Plain nano transformer”."`,
    );
  });

  it("calls a claim a claim, and the first record the first", () => {
    expect(summary(viewOf(ids.claimed))).toContain("is the submitter's claim; nobody has measured");
    expect(summary(viewOf(ids.first))).toContain("It was the first record here.");
    expect(summary(viewOf(ids.refuted))).toContain("which refutes the claim");
    expect(summary(viewOf(ids.unranked))).not.toContain("reached");
  });
});

describe("the ladder of trust", () => {
  it("goes as far as the entry has come", () => {
    expect(states(ids.claimed)).toEqual([
      "claimed: reached",
      "verified: not reached",
      "reproduced: not reached",
    ]);
    expect(states(ids.record)).toEqual([
      "claimed: reached",
      "verified: reached",
      "reproduced: not reached",
    ]);
    expect(states(ids.refuted)[1]).toBe("verified: failed");
    expect(states(ids.record, ruled("reproduce", "Run again."))[2]).toBe("reproduced: reached");
  });

  it("does not count a measurement of other samples", () => {
    const swapped = (entry: Entry): Entry => ({
      ...entry,
      result: {
        ...entry.result,
        runs: entry.result.runs.map((run) => ({
          ...run,
          samples: { ...run.samples, sha256: "0".repeat(64) },
        })),
      },
    });
    const view = viewOf(ids.record, swapped);
    expect(trustLadder(view)[1]).toMatchObject({ state: "not reached" });
    expect(trustLadder(view)[1]?.facts[0]?.value).toContain("other samples");
    expect(claimRows(view).every(({ measured }) => measured === null)).toBe(true);
  });
});

describe("an entry in doubt", () => {
  it("says why before anything else, with both numbers where the kernel refuted it", () => {
    expect(doubt(viewOf(ids.refuted))?.reasons.join()).toMatch(/5\.51375.*8\.271/);
    expect(doubt(viewOf(ids.record))).toBeNull();
  });

  it.each(["dispute", "retract", "disqualify"] as const)("quotes the ruling: %s", (decision) => {
    const found = doubt(viewOf(ids.record, ruled(decision, "For this reason.")));
    expect(found?.reasons).toEqual(["For this reason."]);
    expect(found?.ruling?.by).toEqual(["a reviewer"]);
  });

  it("is not drawn beside the records", () => {
    expect(comparedEntries(registry, viewOf(ids.refuted))).toEqual([]);
    expect(comparedEntries(registry, viewOf(ids.record)).map(({ id }) => id)).toEqual([
      ids.first,
      ids.record,
    ]);
  });
});

describe("claim against measurement", () => {
  it("says how sure a measured value is, where the kernel found that", () => {
    const surer = (entry: Entry): Entry => ({
      ...entry,
      verification: entry.verification && {
        ...entry.verification,
        runs: entry.verification.runs.map((run) => ({
          ...run,
          uncertainty: {
            fd_digits: { standard_error: 0.031_42, images: 1000, method: "jackknife" },
          },
        })),
      },
    });
    const measured = (change?: (entry: Entry) => Entry) =>
      claimRows(viewOf(ids.record, change)).map((row) => row.measured);
    expect(measured(surer)[0]).toBe(`${measured()[0]} ± 0.031`);
    expect(measured(surer)[1]).toBe(measured()[1]);
  });

  it("tells what was measured besides, one value a seed", () => {
    const sfid = (entry: Entry): Entry => ({
      ...entry,
      verification: entry.verification && {
        ...entry.verification,
        runs: entry.verification.runs.map((run, index) => ({
          ...run,
          measured: { ...run.measured, ...(index === 0 ? { sfid_1k: 6.14 } : {}) },
        })),
      },
    });
    expect(furtherRows(viewOf(ids.record))).toEqual([]);
    expect(furtherRows(viewOf(ids.record, sfid))).toEqual([
      { metric: "sfid_1k", values: ["6.140", null] },
    ]);
    expect(furtherRows(viewOf(ids.claimed))).toEqual([]);
  });

  it("has a row for every seed and metric, in the order of the ruleset", () => {
    const rows = claimRows(viewOf(ids.record));
    expect(rows.map(({ seed, metric }) => `${seed} ${metric}`)).toEqual([
      "3 FD-digits",
      "3 Label accuracy",
      "3 KD-digits",
      "4 FD-digits",
      "4 Label accuracy",
      "4 KD-digits",
    ]);
    expect(rows.every(({ agrees }) => agrees)).toBe(true);
  });

  it("names what does not agree", () => {
    const [first] = claimRows(viewOf(ids.refuted));
    expect(first).toMatchObject({ agrees: false, tolerance: "± 0.50\u202f%" });
    expect(first?.difference).toMatch(/^\+2\.8/);
  });

  it("shows each check of the samples once, with the worst seed", () => {
    expect(sampleCheckRows(viewOf(ids.record)).map(({ status }) => status)).toEqual([
      "pass",
      "pass",
    ]);
    expect(sampleCheckRows(viewOf(ids.claimed))).toEqual([]);
  });

  it("links the picture of a check where the entry has one", () => {
    const run = viewOf(ids.record).verification?.runs[0];
    const seed = run?.seed ?? 0;
    const file = `notice-${seed}-${run?.checks[0]?.id}.png`;
    const pictures = (change?: (entry: Entry) => Entry) =>
      sampleCheckRows(viewOf(ids.record, change)).map((row) => row.pictures);
    expect(pictures()).toEqual([[], []]);
    const drawn = (entry: Entry): Entry => ({
      ...entry,
      files: [...entry.files, { name: file, bytes: 1 } as Entry["files"][number]],
    });
    expect(pictures(drawn)).toEqual([[{ seed, file }], []]);
  });
});

describe("what changed", () => {
  it("compares an entry with the record when it was opened", () => {
    const { previous } = viewOf(ids.record);
    expect(previous?.entry.id).toBe(ids.first);
    expect(previous?.relation).toBe("the record before");
    expect(viewOf(ids.first).previous).toBeNull();
    expect(viewOf(ids.claimed).previous?.relation).toBe("the record when it was opened");
  });

  it("lists fields that differ, that are new and that are gone, but not the commit", () => {
    const { result } = viewOf(ids.record).entry;
    const before = {
      ...result,
      code: { ...result.code, commit: "0".repeat(40) },
      training: { ...result.training, batch_size: 64, warm_up: 10 },
    };
    const now = { ...result, training: { ...result.training, ema: { decay: 0.99 } } };
    expect(differences(now, before)).toEqual([
      { group: "Training", name: "batch size", value: "128", before: "64" },
      { group: "Training", name: "ema", value: "decay 0.99", before: "–" },
      { group: "Training", name: "warm up", value: "–", before: "10" },
    ]);
  });
});

describe("curves", () => {
  it("draws the target first, then guards, then what else was logged", () => {
    expect(loggedMetrics(viewOf(ids.record)).map(({ metric }) => metric)).toEqual([
      "fd_digits",
      "label_accuracy",
      "kd_digits",
    ]);
  });
});
