import type { APIRoute } from "astro";
import { neighbourPieces } from "../../../api/surroundings.ts";
import { thin } from "../../../charts/smooth.ts";
import { metricSeries } from "../../../components/run/curves.ts";
import { runView } from "../../../components/run/view.ts";
import type { ContentTree, Registry } from "../../../registry/types.ts";
import type { PublishedSurroundings, StandingRecord } from "../../../schemas/published-api.ts";
import { loadSite } from "../../../site-data.ts";

const POINTS = 150;

/** The last record of each (ruleset, track, hardware class). */
function standingRecords(tree: ContentTree, registry: Registry): StandingRecord[] {
  const latest = new Map(
    registry.records.map((one) => [`${one.ruleset} ${one.track} ${one.hardware_class}`, one]),
  );
  return [...latest.values()].flatMap((record) => {
    const view = runView(tree, registry, record.submission);
    const metric = view?.track.target?.metric;
    if (!view || metric === undefined) return [];
    const { ruleset, track, hardware_class, submission, time_to_target_seconds } = record;
    return {
      ...{ ruleset, track, hardware_class, submission, time_to_target_seconds },
      title: view.entry.result.title,
      samples_to_target: view.submission.samples_to_target,
      series: metricSeries(view, metric, "clock").map((one) => ({
        ...one,
        points: thin(one.points, POINTS),
      })),
    };
  });
}

/** What the checker of /submit/check/ compares a folder with. */
export const GET: APIRoute = async () => {
  const { tree, registry } = await loadSite();
  const surroundings: PublishedSurroundings = {
    version: 1,
    rulesets: tree.rulesets,
    entries: neighbourPieces(tree.entries).index,
    records: standingRecords(tree, registry),
  };
  return Response.json(surroundings);
};
