/** Every kind of file that the site publishes beside its pages, as the page about the API lists them. */
export type PublishedFile = {
  /** Address within the site; what stands in angle brackets differs from file to file. */
  readonly path: string;
  readonly words: string;
  /** Path under /schemas/ of the schema that it meets, with the same brackets. */
  readonly schema?: string;
  /** True where there is one for every entry or board, so that an example can be linked. */
  readonly always?: boolean;
};

export type PublishedGroup = {
  readonly id: string;
  readonly title: string;
  readonly files: readonly PublishedFile[];
};

const whole: PublishedGroup = {
  id: "whole",
  title: "The whole of it",
  files: [
    {
      path: "/api/v1/registry.json",
      words:
        "Rulesets, records, records that fell, and which file below has which entries. Begin here.",
      schema: "api/registry.schema.json",
    },
    {
      path: "/api/v1/rulesets.json",
      words: "Every version of the rules, as data.",
      schema: "api/rulesets.schema.json",
    },
    {
      path: "/api/v1/submissions/<n>.json",
      words:
        "Entries, 200 in each file: standing, rank and tie band, time to target, samples, GPU-hours, metrics, evaluator, significance, runs, digest.",
      schema: "api/submissions.schema.json",
      always: true,
    },
    {
      path: "/api/v1/records.json",
      words:
        "The record history of each track and hardware class, oldest first: who, when, by how much, with which p.",
      schema: "api/records.schema.json",
    },
    {
      path: "/api/v1/surroundings.json",
      words:
        "What a folder is checked against: the rules, the curves of the records of today, and where the two below are cut.",
      schema: "api/surroundings.schema.json",
    },
    {
      path: "/api/v1/surroundings/ids/<n>.json",
      words: "The ids that are taken, a thousand in each file.",
      schema: "api/surroundings-ids.schema.json",
      always: true,
    },
    {
      path: "/api/v1/surroundings/digests/<digits>.json",
      words: "Digests of all logs and samples, by how they begin: nobody enters a copy.",
      schema: "api/surroundings-digests.schema.json",
    },
  ],
};

const board = "/leaderboards/<ruleset>/<track>";
const boards: PublishedGroup = {
  id: "boards",
  title: "Of each leaderboard",
  files: [
    {
      path: `${board}/board.json`,
      words: "Its rules, its first hundred entries as the registry has them, its records.",
      schema: "api/board.schema.json",
      always: true,
    },
    {
      path: `${board}/rows/<n>.json`,
      words: "All its entries in short, 500 in each file.",
      schema: "api/board-rows.schema.json",
      always: true,
    },
    {
      path: `${board}/rows/<n>.csv`,
      words: "All its entries as tables, 500 in each file.",
      always: true,
    },
    {
      path: `${board}/history-<class>.csv`,
      words: "The record history on one class of hardware: what its chart shows.",
      always: true,
    },
    {
      path: `${board}/frontier-<class>-<values>.csv`,
      words: "Entries that no other beats in both of two values, as far as the chart shows them.",
    },
  ],
};

const run = "/runs/<id>";
const entries: PublishedGroup = {
  id: "entries",
  title: "Of each entry",
  files: [
    {
      path: `${run}/data/entry.json`,
      words: "Its row of the registry, result.json, verification, rulings, digests of its files.",
      schema: "api/entry.schema.json",
      always: true,
    },
    {
      path: `${run}/data/curves.json`,
      words: "Every evaluation of its runs, thinned where there are very many, and its settings.",
      schema: "api/curves.schema.json",
      always: true,
    },
    { path: `${run}/data/evaluations.csv`, words: "Every evaluation, all of them.", always: true },
    { path: `${run}/data/loss.csv`, words: "The training loss.", always: true },
    {
      path: `${run}/data/comparison.csv`,
      words: "Its time beside those of other entries.",
      always: true,
    },
    {
      path: `${run}/result.json`,
      words: "What was submitted.",
      schema: "<ruleset>/<track>.schema.json",
      always: true,
    },
    {
      path: `${run}/verification.json`,
      words: "What the kernel measured, where it did.",
      schema: "verification.schema.json",
    },
    { path: `${run}/rulings.yaml`, words: "What reviewers decided, where they did." },
    {
      path: `${run}/<file>`,
      words: "Logs (run-1.jsonl, …), samples and README.md as they lie in the submission folder.",
    },
    {
      path: "/badges/<id>.svg",
      words: "Its standing as a badge, for the README of its code.",
      always: true,
    },
    {
      path: "/compare/<id>/<id>/evaluations.csv",
      words: "A record and the one before it, evaluation by evaluation.",
    },
  ],
};

const others: PublishedGroup = {
  id: "others",
  title: "Beside them",
  files: [
    { path: "/feed.xml", words: "Records and rulings as Atom, the newest hundred." },
    { path: "/meetings.ics", words: "Meetings as a calendar." },
    { path: "/llms.txt", words: "What is here, for programs." },
    { path: "/sitemap-index.xml", words: "Every page, by way of the files that it names." },
    { path: "/people/page/<n>.csv", words: "People with their entries and records, in pieces." },
    { path: "/people/<account>/entries/<n>.csv", words: "The entries of one account, in pieces." },
    { path: "/techniques/page/<n>.csv", words: "Techniques and pretrained modules, in pieces." },
    {
      path: "/techniques/<technique>/entries/<n>.csv",
      words: "The entries that declare a technique, in pieces.",
    },
    {
      path: "/techniques/modules/<module>/entries/<n>.csv",
      words: "The entries that name a pretrained module, in pieces.",
    },
    {
      path: "/rulesets/<ruleset>/example/<track>/<file>",
      words: "A made-up entry that is all right: result.json, a log, README.md.",
    },
    { path: "/schemas/<path>", words: "The schemas, see their own page." },
    {
      path: "/cards/<path>.png",
      words: "The pictures that links to records, leaderboards and the site are shown with.",
    },
  ],
};

export const publishedFiles: readonly PublishedGroup[] = [whole, boards, entries, others];
