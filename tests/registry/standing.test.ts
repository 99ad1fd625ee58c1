import { describe, expect, it } from "vitest";
import { isTrusted, requiredTrust, standingOf } from "../../src/registry/standing.ts";
import type { Track } from "../../src/schemas/ruleset.ts";
import { entry, ruleset, type Sketch } from "./entries.ts";

const track = (id: string): Track => {
  const found = ruleset.tracks.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no track ${id}`);
  return found;
};
const standing = (sketch: Omit<Sketch, "id">) =>
  standingOf(entry({ id: "2026-11-01-a", ...sketch }), track(sketch.track ?? "basic"));

describe("standing", () => {
  it.each([
    ["no verification is a claim", { verdict: null }, "claimed"],
    ["an inconclusive one changes nothing", { verdict: "inconclusive" }, "claimed"],
    ["a confirmed one verifies", { verdict: "confirmed" }, "verified"],
    ["a refuted one refutes", { verdict: "refuted" }, "refuted"],
    ["re-run training reproduces", { rulings: ["accept", "reproduce"] }, "reproduced"],
    [
      "re-run training of an unverified entry does not",
      { verdict: null, rulings: ["reproduce"] },
      "claimed",
    ],
    ["a dispute counts until it is resolved", { rulings: ["accept", "dispute"] }, "disputed"],
    ["a resolved dispute is over", { rulings: ["accept", "dispute", "resolve"] }, "verified"],
    [
      "retraction outweighs a refutation",
      { verdict: "refuted", rulings: ["retract"] },
      "retracted",
    ],
    ["disqualification ends it", { rulings: ["accept", "disqualify", "accept"] }, "disqualified"],
    ["a free-form entry is unranked", { track: "free-form" }, "unranked"],
    ["a refuted free-form entry is refuted", { track: "free-form", verdict: "refuted" }, "refuted"],
  ] as const)("%s", (_, sketch, expected) => {
    expect(standing(sketch)).toBe(expected);
  });

  it("ignores a verification of other samples", () => {
    const claimed = entry({ id: "2026-11-01-a" });
    const [first, ...rest] = claimed.result.runs;
    if (!first) throw new Error("no runs");
    const changed = { ...first, samples: { ...first.samples, sha256: "f".repeat(64) } };
    const later = { ...claimed, result: { ...claimed.result, runs: [changed, ...rest] } };
    expect(standingOf(later, track("basic"))).toBe("claimed");
  });

  it("ignores a verification of another entry", () => {
    const copied = { ...entry({ id: "2026-11-01-a" }), id: "2026-11-02-b" };
    expect(standingOf(copied, track("basic"))).toBe("claimed");
  });
});

describe("trust a record needs", () => {
  const basic = track("basic");
  it("is what the ruleset says", () => {
    expect(requiredTrust(ruleset, basic)).toBe("verified");
  });
  it("is verified where the kernel can measure the target", () => {
    const silent = { ...ruleset, record: { margin_relative: 0 } };
    expect(requiredTrust(silent, basic)).toBe("verified");
  });
  it("is claimed where nobody can measure it", () => {
    const metrics = ruleset.metrics.map((metric) => ({
      ...metric,
      measured_by: "submitter" as const,
    }));
    expect(requiredTrust({ ...ruleset, metrics, record: { margin_relative: 0 } }, basic)).toBe(
      "claimed",
    );
  });
  it.each(["refuted", "disputed", "retracted", "disqualified", "unranked"] as const)(
    "%s is never enough",
    (name) => expect(isTrusted(name, "claimed")).toBe(false),
  );
});
