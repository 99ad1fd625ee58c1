import type { APIRoute, GetStaticPaths } from "astro";
import { exampleEntry } from "../../../../../new-entry/example-entry.ts";
import { loadSite } from "../../../../../site-data.ts";

/** The files of the example entries, as they would lie in a submission folder. */
export const getStaticPaths = (async () => {
  const { tree } = await loadSite();
  return tree.rulesets.flatMap((ruleset) =>
    ruleset.tracks.flatMap((track) =>
      [...(exampleEntry(ruleset, track) ?? [])].map(([file, text]) => ({
        params: { version: ruleset.id, track: track.id, file },
        props: { text },
      })),
    ),
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => new Response(String(props["text"]));
