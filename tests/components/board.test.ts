import { describe, expect, it } from "vitest";
import { csv } from "../../src/components/charts/data-table.ts";
import { boardOf, boards, whyNoRank } from "../../src/components/leaderboard/board.ts";
import { boardDocument, boardTable } from "../../src/components/leaderboard/files.ts";
import type { Registry } from "../../src/registry/types.ts";
import { ids, registry } from "./mini-site.ts";

const [ruleset] = registry.rulesets;
const [track] = ruleset?.tracks ?? [];
if (!ruleset || !track) throw new Error("the miniature tree has a ruleset with a track");
const board = boardOf(registry, ruleset, track);
const [cores, other] = board.classes;

describe("a board", () => {
  it("ranks what is verified and lists the rest, newest first", () => {
    expect(cores?.ranked.map(({ entry }) => entry.id)).toEqual([ids.record, ids.first]);
    expect(cores?.others.map(({ id }) => id)).toEqual([ids.refuted, ids.claimed]);
    expect(other).toMatchObject({ ranked: [], others: [] });
  });

  it("says why an entry has no rank", () => {
    const why = new Map(cores?.others.map((entry) => [entry.standing, whyNoRank(entry, board)]));
    expect(why.get("refuted")).toContain("could not confirm");
    expect(why.get("claimed")).toContain("not been measured");
  });

  it("tells a lead that is smaller than the margin", () => {
    const submissions = registry.submissions.map((entry) =>
      entry.id === ids.first ? { ...entry, time_to_target_seconds: 25.8 } : entry,
    );
    const close: Registry = { ...registry, submissions };
    const [first] = boardOf(close, ruleset, track).classes;
    expect(first?.ranked.map(({ closeToAbove }) => closeToAbove)).toEqual([false, true]);
    expect(cores?.ranked.map(({ closeToAbove }) => closeToAbove)).toEqual([false, false]);
  });

  it("exists for every track, entries or not", () => {
    expect(boards(registry)).toHaveLength(ruleset.tracks.length);
  });

  it("is all there as CSV and JSON", () => {
    const lines = csv(boardTable(board)).trim().split("\n");
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/^2-cpu-cores,1,2026-02-08-fewer-steps,/);
    expect(boardDocument(board, registry).records).toHaveLength(2);
  });
});
