import { describe, expect, it } from "vitest";
import { csv } from "../../src/components/charts/data-table.ts";
import { boardOf, boards, whyNoRank } from "../../src/components/leaderboard/board.ts";
import { boardDocument, boardTables } from "../../src/components/leaderboard/files.ts";
import { shardsOf, tableRows } from "../../src/leaderboard-table/shards.ts";
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

  it("is there in pieces, every entry once", () => {
    const rows = tableRows(board);
    expect(rows.map(({ id }) => id).toSorted()).toEqual(
      board.entries.map(({ id }) => id).toSorted(),
    );
    const [first] = rows;
    if (!first) throw new Error("the board has entries");
    const many = Array.from({ length: 1001 }, (_, index) => ({ ...first, id: `e${index}` }));
    expect(shardsOf(many).map(({ length }) => length)).toEqual([500, 500, 1]);
    expect(shardsOf([])).toEqual([]);
  });

  it("tells with each gain the p of its record, and none where nothing was beaten", () => {
    const record = registry.records.find(({ submission }) => submission === ids.record);
    const pOf = (id: string) => tableRows(board).find((row) => row.id === id)?.p_faster;
    expect(record?.p_faster).not.toBeNull();
    expect(pOf(ids.record)).toBe(record?.p_faster);
    expect([ids.first, ids.claimed].map(pOf)).toEqual([null, null]);
  });

  it("exists for every track, entries or not", () => {
    expect(boards(registry)).toHaveLength(ruleset.tracks.length);
  });

  it("is all there as CSV and JSON", () => {
    const lines = boardTables(board).map(csv).join("").trim().split("\n");
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/^2-cpu-cores,1,2026-02-08-fewer-steps,/);
    expect(boardDocument(board, registry).records).toHaveLength(2);
  });
});
