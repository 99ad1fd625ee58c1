/** The settings of the site. Whoever runs a copy of this platform edits this file and no other. */

export const site = {
  title: "ImageGen SpeedRun",
  /** What it is about, as a question. */
  question: "Who trains an image model to a given quality in the shortest time?",
  description:
    "Who trains a diffusion image model to a given quality in the shortest time? Open rules, checked claims, public records.",
  /** GitHub repository that holds the content and takes the pull requests. */
  repository: { owner: "Open-Model-Initiative", name: "imagegen-speedrun" },
  /** Permanent public address, with a final slash. Schema ids and citations are made from it. */
  address: "https://open-model-initiative.github.io/imagegen-speedrun/",
  /** Issues and pull requests with one of these labels are kept as public records. */
  mirroredLabels: ["governance", "ruleset", "dispute"],
  /** The ruleset to practise with: guides walk through it, and it is listed after the others. */
  rehearsalRuleset: "rehearsal-v1",
} as const;

export const repositoryUrl = `https://github.com/${site.repository.owner}/${site.repository.name}`;

/** Where a file of the repository can be read on GitHub. */
export const sourceUrl = (path: string): string => `${repositoryUrl}/blob/main/${path}`;

/** Where a file of the repository can be edited on GitHub; saving it opens a pull request. */
export const editUrl = (path: string): string => `${repositoryUrl}/edit/main/${path}`;

/** Permanent address of a page or file of the site, for ids, feeds and citations. */
export const permanentUrl = (path: string): string =>
  new URL(path.replace(/^\//, ""), site.address).href;
