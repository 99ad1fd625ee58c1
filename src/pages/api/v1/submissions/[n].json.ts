import type { APIRoute, GetStaticPaths } from "astro";
import { submissionFiles } from "../../../../api/submissions.ts";
import { jsonFile } from "../../../../json-file.ts";
import { loadSite } from "../../../../site-data.ts";

/** The entries of the registry, in pieces. */
export const getStaticPaths = (async () => {
  const { registry } = await loadSite();
  return submissionFiles(registry).map((submissions, index) => ({
    params: { n: String(index + 1) },
    props: { submissions },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) =>
  jsonFile({ version: 1, submissions: props["submissions"] });
