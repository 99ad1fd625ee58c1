import type { Ruleset, Track } from "../schemas/ruleset.ts";

/** What the page asks, because no log knows it. A field's key is its JSON Pointer in result.json. */
export type Field = {
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: "text" | "number" | "choice" | "lines" | "check" | "long";
  readonly choices?: readonly { readonly value: string; readonly text: string }[];
  /** Lines that can be put in by a press; others may be typed. */
  readonly offered?: readonly string[];
};
export type Section = { readonly title: string; readonly fields: readonly Field[] };

/** What a visitor typed or ticked, by key. */
export type Values = Readonly<Record<string, string>>;

const text = (key: string, label: string, hint = ""): Field => ({ key, label, hint, kind: "text" });
const number = (key: string, label: string, hint = ""): Field => ({
  ...text(key, label, hint),
  kind: "number",
});

/** Fields of README.md have no place in result.json. */
export const README_KEY = "readme";

const about: Section = {
  title: "You and the idea",
  fields: [
    text("/title", "Title", "One line that says what is new."),
    text("/submitters/0/name", "Your name"),
    text("/submitters/0/github", "Your GitHub account"),
  ],
};

const code: Section = {
  title: "Code",
  fields: [
    text("/code/repository", "Address of the training code", "https://github.com/…"),
    text("/code/commit", "Commit that was run", "The full SHA, 40 digits: git rev-parse HEAD."),
    text("/code/license", "Licence", "An SPDX id, for example Apache-2.0 or MIT."),
  ],
};

const model = (techniques: readonly string[]): Section => ({
  title: "Model",
  fields: [
    text("/model/architecture", "Architecture", "Kind, depth, width: DiT, depth 12, width 768."),
    number("/model/parameters", "Trainable parameters", "Embeddings included."),
    {
      key: "/model/changes",
      label: "What changed",
      hint: "Against the entry you build on; one change a line.",
      kind: "lines",
    },
    {
      key: "/model/techniques",
      label: "Short names of these changes, if you like",
      hint: "So that an idea can be followed: lower-case words joined by hyphens, one name a line.",
      kind: "lines",
      offered: techniques,
    },
  ],
});

/** How many modules a visitor can name here; more are written into result.json by hand. */
const MODULES = 2;

function modules(track: Track): Section[] {
  if (!track.requires.includes("external_modules")) return [];
  return Array.from({ length: MODULES }, (_, index) => ({
    title: index === 0 ? "External module" : "Second external module, if there is one",
    fields: [
      text(`/external_modules/${index}/name`, "Name", "For example DINOv2-B/14."),
      text(`/external_modules/${index}/role`, "What it does in training"),
      text(`/external_modules/${index}/source`, "Where it comes from", "https://…"),
      text(`/external_modules/${index}/digest`, "SHA-256 of its weights"),
    ],
  }));
}

function hardware(ruleset: Ruleset, track: Track): Section {
  return {
    title: "Hardware",
    fields: [
      {
        key: "/hardware/class",
        label: "Hardware class",
        kind: "choice",
        choices: ruleset.hardware_classes.map(({ id, name }) => ({ value: id, text: name })),
      },
      text("/hardware/accelerator", "Device", "As its maker calls it: NVIDIA H100 80GB."),
      number("/hardware/count", "Number of devices"),
      number("/hardware/nodes", "Number of machines"),
      ...(track.requires.includes("usd_per_hour")
        ? [number("/hardware/usd_per_hour", "Price of one device for an hour", "In USD.")]
        : []),
    ],
  };
}

function training({ task }: Ruleset): Section {
  return {
    title: "Training and sampling",
    fields: [
      number("/training/batch_size", "Global batch", "Samples of one step, over all devices."),
      text("/training/optimizer", "Optimizer and its settings"),
      text("/training/precision", "Number format", "For example bf16."),
      ...(task.resolution === undefined
        ? [number("/training/resolution", "Side of an image in pixels")]
        : []),
      ...(task.sampling_steps === undefined ? [number("/sampling/steps", "Sampling steps")] : []),
      text("/sampling/sampler", "Sampler", "For example euler."),
      text("/sampling/guidance", "Guidance", "“none”, or its kind and scale."),
      number("/sampling/seed", "Seed of the initial noise"),
    ],
  };
}

function story(track: Track): Section {
  const needsBase = track.requires.includes("based_on");
  return {
    title: "The story, for README.md",
    fields: [
      {
        key: "/based_on",
        label: needsBase ? "Entries it builds on" : "Entries it builds on, if any",
        hint: "Their ids, one a line.",
        kind: "lines",
      },
      { key: `${README_KEY}/what`, label: "What is new", kind: "long" },
      { key: `${README_KEY}/why`, label: "Why it should help", kind: "long" },
      {
        key: `${README_KEY}/how`,
        label: "How it was made",
        hint: "The command, at the commit above.",
        kind: "long",
      },
      ...(track.requires.includes("notes")
        ? [{ key: "/notes", label: "What a reviewer should know", kind: "long" } as const]
        : []),
    ],
  };
}

const statements = (ruleset: Ruleset): Section => ({
  title: "What you sign",
  fields: Object.entries(ruleset.statements).map(([id, label]) => ({
    key: `/statements/${id}`,
    label,
    kind: "check",
  })),
});

/**
 * Everything to ask under a ruleset and track, in the order in which people know it. `techniques` are
 * the names in use.
 */
export const sectionsFor = (
  ruleset: Ruleset,
  track: Track,
  techniques: readonly string[],
): readonly Section[] => [
  about,
  code,
  model(techniques),
  ...modules(track),
  hardware(ruleset, track),
  training(ruleset),
  story(track),
  statements(ruleset),
];
