/** What only the submitter knows and can say in a word: where it goes, and how it is asked. */
export const questions = {
  title: { path: ["title"], ask: "Title, one line that says what is new" },
  name: { path: ["submitters", 0, "name"], ask: "Your name" },
  github: { path: ["submitters", 0, "github"], ask: "Your GitHub account" },
  repository: { path: ["code", "repository"], ask: "Address of your training code" },
  commit: { path: ["code", "commit"], ask: "Full commit SHA that was run" },
  license: { path: ["code", "license"], ask: "SPDX licence id of the code" },
  architecture: { path: ["model", "architecture"], ask: "Architecture: kind, depth, width" },
  parameters: { path: ["model", "parameters"], ask: "Trainable parameters, embeddings included" },
  techniques: {
    path: ["model", "techniques"],
    ask: "Short names of what is new, joined by commas, so that ideas can be followed",
  },
  hardware: { path: ["hardware", "class"], ask: "Hardware class" },
  accelerator: { path: ["hardware", "accelerator"], ask: "Device name" },
  devices: { path: ["hardware", "count"], ask: "Number of devices" },
  nodes: { path: ["hardware", "nodes"], ask: "Number of machines" },
  batch: { path: ["training", "batch_size"], ask: "Global batch" },
  optimizer: { path: ["training", "optimizer"], ask: "Optimizer and its settings" },
  precision: { path: ["training", "precision"], ask: "Number format" },
} as const satisfies Record<string, { path: readonly (string | number)[]; ask: string }>;

export type Question = keyof typeof questions;
export type Answers = { readonly [question in Question]?: string | undefined };

type Fields = { [key: string | number]: unknown };

/** Puts a value at a path of a document; the path is there already. */
export function put(document: object, path: readonly (string | number)[], value: unknown): void {
  let holder = document as Fields;
  for (const key of path.slice(0, -1)) holder = holder[key] as Fields;
  holder[path.at(-1) as string | number] = value;
}

/** The short names in an answer, each once. */
export const namesIn = (answer: string | undefined): string[] => [
  ...new Set((answer ?? "").split(/[\s,]+/).filter(Boolean)),
];

/** Fills what was answered; digits become a number where a number is asked for. */
export function fill(document: object, answers: Answers): void {
  const numeric = new Set<string>(["parameters", "devices", "nodes", "batch"]);
  for (const name of Object.keys(questions) as Question[]) {
    const answer = answers[name]?.trim();
    if (!answer) continue;
    const digits = answer.replaceAll(/[_,](?=\d)/g, "");
    const single = numeric.has(name) && /^\d+$/.test(digits) ? Number(digits) : answer;
    const value = name === "techniques" ? namesIn(answer) : single;
    put(document, questions[name].path, value);
  }
}
