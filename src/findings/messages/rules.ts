import { didYouMean, either, message, shown } from "./message.ts";

/** What the ruleset asks of an entry beside its shape and its log. */
export const ruleMessages = {
  "runs-too-few": message<{ found: number; minimum: number }>({
    severity: "error",
    title: "There are too few runs",
    why: "One lucky seed is no method. The ruleset says how many trainings an entry needs.",
    example: { found: 1, minimum: 3 },
    say: ({ found, minimum }) => ({
      message: `The entry has ${found} run${found === 1 ? "" : "s"}; the ruleset asks for ${minimum}.`,
      expected: `${minimum} runs or more`,
      found: `${found}`,
      fix: "Train with further seeds and add their runs.",
    }),
  }),
  "seeds-not-distinct": message<{ seed: number; first: number }>({
    severity: "error",
    title: "Two runs have the same seed",
    why: "Runs measure how much a result varies; the same seed twice measures nothing.",
    example: { seed: 1, first: 0 },
    say: ({ seed, first }) => ({
      message: `Seed ${seed} was already used by run ${first + 1}.`,
      expected: "a seed of its own for each run",
      found: `seed ${seed} again`,
      fix: "Train with another seed, or correct the seed.",
    }),
  }),
  "hardware-class-mismatch": message<{
    what: string;
    found: unknown;
    expected: unknown;
    class: string;
  }>({
    severity: "error",
    title: "The hardware is not of the class it names",
    why: "Wall-clock time is comparable on the same hardware alone, so records are kept per hardware class.",
    example: { what: "count", found: 4, expected: 8, class: "8xh100" },
    say: ({ what, found, expected, class: name }) => ({
      message: `Class ${name} has ${what} ${shown(expected)}; the entry has ${shown(found)}.`,
      expected: shown(expected),
      found: shown(found),
      fix: 'Name the class that fits, or "other" if none does.',
    }),
  }),
  "throughput-implausible": message<{ rate: number; limit: number; class: string }>({
    severity: "error",
    title: "More samples a second than the hardware can process",
    why: "Each hardware class has an upper limit on samples per second and device. Beyond it the clock or the count is wrong.",
    example: { rate: 9000, limit: 2500, class: "8xh100" },
    say: ({ rate, limit, class: name }) => ({
      message: `The claim means ${rate} samples a second and device; class ${name} allows ${limit}.`,
      expected: `at most ${limit}`,
      found: `${rate}`,
      fix: "Check units of the clock (seconds) and the number of devices. If it is real, open an issue: the limit is then wrong.",
    }),
  }),
  "parameters-implausible": message<{ found: number; minimum: number; maximum: number }>({
    severity: "error",
    title: "The number of parameters is not plausible",
    why: "Parameters are counted one by one, embeddings included. A count in millions is a common slip.",
    example: { found: 140, minimum: 1000, maximum: 100_000_000_000 },
    say: ({ found, minimum, maximum }) => ({
      message: `A model of ${found} parameters lies outside what this ruleset expects.`,
      expected: `${minimum} to ${maximum}`,
      found: `${found}`,
      fix: "Write the full count, for example 140000000 for 140 M: sum(p.numel() for p in model.parameters()).",
    }),
  }),
  "samples-missing": message<{ name: string; nearest: string | null }>({
    severity: "error",
    title: "A samples file is missing",
    why: "The kernel measures the very samples that the claimed metrics were measured on.",
    example: { name: "samples-1.npz", nearest: null },
    say: ({ name, nearest }) => ({
      message: `The samples file ${shown(name)} is not in the folder.${nearest === null ? "" : ` There is ${shown(nearest)}.`}`,
      expected: `a file ${name}`,
      found: "no such file",
      fix: "Add it, or correct `samples.uri`.",
    }),
  }),
  "samples-digest-mismatch": message<{ name: string; found: string; claimed: string }>({
    severity: "error",
    title: "The digest of a samples file is wrong",
    why: "The digest ties the claim to one file. Where it differs, the file was changed or swapped.",
    example: { name: "samples-1.npz", found: "1b4f…", claimed: "60303…" },
    say: ({ name, found, claimed }) => ({
      message: `${name} has SHA-256 ${found}, result.json says ${claimed}.`,
      expected: claimed,
      found,
      fix: `Submit the file the claim was measured on; \`sha256sum ${name}\` gives its digest.`,
    }),
  }),
  "samples-count": message<{ found: number; expected: number }>({
    severity: "error",
    title: "The number of samples is not the ruleset's",
    why: "Distances between distributions depend on the number of samples, so it is fixed.",
    example: { found: 10_000, expected: 50_000 },
    say: ({ found, expected }) => ({
      message: `The entry has ${found} samples; the ruleset asks for ${expected}.`,
      expected: `${expected}`,
      found: `${found}`,
      fix: `Draw ${expected} samples and measure those.`,
    }),
  }),
  "sampling-steps": message<{ found: number; expected: number }>({
    severity: "error",
    title: "The number of sampling steps is not the ruleset's",
    why: "The number of network evaluations per sample is fixed, so that a better sampler is not mistaken for a better training.",
    example: { found: 250, expected: 100 },
    say: ({ found, expected }) => ({
      message: `The entry samples in ${found} steps; the ruleset asks for ${expected}.`,
      expected: `${expected}`,
      found: `${found}`,
      fix: `Sample with ${expected} network evaluations per sample.`,
    }),
  }),
  "artifact-host": message<{ uri: string; host: string | null; allowed: readonly string[] }>({
    severity: "error",
    title: "An artifact lies on a host that is not allowed",
    why: "Artifacts have to stay reachable for years and must not lead to a machine of the submitter's.",
    example: {
      uri: "https://example.org/samples.npz",
      host: "example.org",
      allowed: ["zenodo.org"],
    },
    say: ({ uri, host, allowed }) => ({
      message:
        host === null
          ? `${shown(uri)} is no plain https address.`
          : `${shown(uri)} lies on ${shown(host)}.`,
      expected: either(allowed),
      found: host === null ? shown(uri) : shown(host),
      fix: "Store the file on one of the allowed hosts.",
    }),
  }),
  "duplicate-entry": message<{ what: string; other: string }>({
    severity: "error",
    title: "This entry exists already",
    why: "The same log or the same samples cannot be two results.",
    example: { what: "run-1.jsonl", other: "2026-02-01-first-light" },
    say: ({ what, other }) => ({
      message: `${what} is byte by byte the one of entry ${other}.`,
      expected: "logs and samples of your own trainings",
      found: `a copy from ${other}`,
      fix: "Submit your own runs; to build on an entry, name it in `based_on`.",
    }),
  }),
  "based-on-circular": message<{ id: string; circle: readonly string[] }>({
    severity: "error",
    title: "Entries build on one another in a circle",
    why: "What an entry builds on was there before it. Credit and doubt follow these links, and a circle has no beginning.",
    example: { id: "2026-02-08-fewer-steps", circle: ["2026-02-01-first-light"] },
    say: ({ id, circle }) => ({
      message: `${shown(id)} in turn builds on this entry, through ${shown(circle)}.`,
      expected: "entries that were there before",
      found: shown(id),
      fix: "Keep the link of the entry that came later, and remove the other.",
    }),
  }),
  "id-taken": message<{ id: string; other: string }>({
    severity: "error",
    title: "The id is taken",
    why: "The folder's name is the entry's address on the site, so it is unique over all rulesets.",
    example: { id: "2026-02-01-my-idea", other: "submissions/2026h1-v1/2026-02-01-my-idea" },
    say: ({ id, other }) => ({
      message: `${id} exists already: ${other}.`,
      expected: "a name of its own",
      found: id,
      fix: "Choose another slug.",
    }),
  }),
  "based-on-unknown": message<{ id: string; nearest: string | null }>({
    severity: "error",
    title: "It builds on an entry that does not exist",
    why: "`based_on` gives credit and lets readers see what changed.",
    example: { id: "2026-02-01-frist-light", nearest: "2026-02-01-first-light" },
    say: ({ id, nearest }) => ({
      message: `There is no entry ${shown(id)}.${didYouMean(nearest)}`,
      expected: "the id of an existing entry: its folder's name",
      found: shown(id),
      fix: nearest === null ? "Remove it, or correct the id." : `Write ${shown(nearest)}.`,
    }),
  }),
};
