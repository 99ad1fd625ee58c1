import { describe, expect, test } from "vitest";
import { probability } from "../../src/components/numbers.ts";
import { certainties } from "../../src/components/run/certainty.ts";
import type { RunView } from "../../src/components/run/view.ts";
import { rulesetSchema } from "../../src/schemas/ruleset.ts";
import { ids, viewOf } from "./mini-site.ts";

/** What is said of an entry under a name, after changes to its row of the registry. */
function said(name: string, id: string, change: (view: RunView) => RunView = (view) => view) {
  const found = certainties(change(viewOf(id))).find((one) => one.name === name);
  return found?.text ?? null;
}

const submitted = (changes: Partial<RunView["submission"]>) => (view: RunView) => ({
  ...view,
  submission: { ...view.submission, ...changes },
});

const test3 = { alpha: 0.01, n: 3, mean: 5.5, sd: 0.12, p: 0.0042, waived: null, holds: true };

describe("how sure an entry is", () => {
  test("the test of its target, with p, n and what the ruleset asks for", () => {
    const of = (significance: RunView["submission"]["significance"]) =>
      said("Meets the target", ids.record, submitted({ significance }));
    expect(of(null)).toBeNull();
    expect(of(test3)).toBe(
      "FD-digits 5.500 ± 0.1200 over 3 runs: p = 0.0042; the ruleset asks for p < 0.01, which holds.",
    );
    expect(of({ ...test3, p: 0.2, holds: false })).toContain("p = 0.20; ");
    expect(of({ ...test3, p: 0.2, holds: false })).toContain("which fails");
    expect(of({ ...test3, n: 1, sd: null, p: null, holds: false })).toBe(
      "Cannot be told from one value; the ruleset asks for p < 0.01.",
    );
    const waived = { date: "2026-02-09", reason: "A faster kernel alone.", link: null };
    expect(of({ ...test3, waived })).toBe(
      "Waived by reviewers on 9 Feb 2026: A faster kernel alone.",
    );
  });

  test("the test against the record before, and that it decides nothing where no rule says so", () => {
    const withP = (p_faster: number | null, alpha?: number) => (view: RunView) => ({
      ...view,
      record: view.record && { ...view.record, p_faster },
      ruleset: {
        ...view.ruleset,
        record: {
          ...view.ruleset.record,
          margin_relative: 0.013,
          ...(alpha === undefined ? {} : { significance: { alpha } }),
        },
      },
    });
    expect(said("Is faster", ids.first)).toBeNull();
    expect(said("Is faster", ids.record, withP(0.00001))).toMatch(
      /^That it beats the record before by more than 1\.3\s%: p < 0\.0001 .* lets the means decide/,
    );
    expect(said("Is faster", ids.record, withP(0.03, 0.05))).toContain("asks for p < 0.05.");
    expect(said("Is faster", ids.record, withP(null))).toContain("The means decided.");
  });

  test("a shared place says with how many and up to which time", () => {
    const of = (size: number) =>
      said("Place", ids.record, submitted({ rank: 1, band: { number: 1, size, until: 26.4 } }));
    expect(of(1)).toBe("Rank 1, shared with nobody.");
    expect(of(2)).toContain("shared with 1 other entry: up to 26.4 s,");
    expect(of(4)).toContain("shared with 3 other entries");
    expect(said("Place", ids.refuted)).toBeNull();
  });

  test("a time that was taken again says where, why and beside what", () => {
    const timing = {
      date: "2026-03-01",
      host: "machine 1",
      reason: "Timed beside the baseline.",
      link: null,
      seconds: 24,
      runs: [],
      baseline: {
        submission: ids.first,
        interleaved: true,
        seconds: 30,
        runs: [],
        reference_seconds: 32,
        adjusts: true,
      },
    };
    expect(said("Timed again", ids.record)).toBeNull();
    expect(said("Timed again", ids.record, submitted({ timing }))).toBe(
      `24.0 s on 1 Mar 2026, machine 1. Timed beside the baseline. Beside it ran ${ids.first}, in turns: 30.0 s; the time counts relative to it.`,
    );
    expect(
      said("Timed again", ids.record, submitted({ timing: { ...timing, baseline: null } })),
    ).toBe("24.0 s on 1 Mar 2026, machine 1. Timed beside the baseline.");
  });

  test("who measured is named with digests, and nobody where nobody did", () => {
    expect(said("Measured by", ids.record)).toMatch(/^Kernel 1, features .* \([0-9a-f]{12}…\)/);
    expect(said("Measured by", ids.claimed)).toBeNull();
  });

  test("what was measured and is not calibrated says so", () => {
    const ofPhotographs = (view: RunView): RunView => {
      const { kernel } = view.ruleset;
      const metrics = [
        { id: "kdd", name: "KDD", direction: "min", measured_by: "kernel", unit: "" },
      ];
      return {
        ...view,
        ruleset: rulesetSchema.parse({
          ...view.ruleset,
          kernel: { ...kernel, features: "inception-2015-12-05" },
          metrics: [...view.ruleset.metrics, ...metrics],
        }),
      };
    };
    expect(said("Calibration", ids.record)).toBeNull();
    expect(said("Calibration", ids.record, ofPhotographs)).toMatch(
      /^FD-digits: Not yet calibrated against .* KDD: dgm-eval’s KD; not yet calibrated, /,
    );
    expect(said("Calibration", ids.claimed, ofPhotographs)).toBeNull();
  });
});

test("a probability has two significant digits, and none below a ten-thousandth", () => {
  expect([0.275479, 0.0234615, 0.00061, 0.00009, 0].map(probability)).toEqual([
    "p = 0.28",
    "p = 0.023",
    "p = 0.00061",
    "p < 0.0001",
    "p < 0.0001",
  ]);
  expect(probability(1)).toBe("p = 1.00");
});
