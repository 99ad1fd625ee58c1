import { count, moment } from "../numbers.ts";
import { standingMeaning } from "./standings.ts";
import type { RunView } from "./view.ts";

/** One rung of the ladder of trust: what it means, whether it is reached, and by whose word. */
export type Rung = {
  readonly name: "claimed" | "verified" | "reproduced";
  readonly state: "reached" | "not reached" | "failed";
  readonly meaning: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly links: readonly { readonly text: string; readonly href: string }[];
};

function claimed({ entry, submission }: RunView): Rung {
  const logged = submission.runs.filter((run) => run.source === "log").length;
  return {
    name: "claimed",
    state: "reached",
    meaning: standingMeaning.claimed.split(". ")[0]?.concat(".") ?? "",
    facts: [
      { name: "By", value: entry.result.submitters.map(({ name }) => name).join(", ") },
      { name: "Opened", value: moment(submission.opened_at) },
      { name: "Logs", value: `${logged} of ${submission.runs.length} recomputed` },
    ],
    links: [],
  };
}

const FAILED = {
  refuted: standingMeaning.refuted,
  inconclusive: "The kernel measured, and the measurement settled nothing.",
} as const;

/** Whether a signature lies beside the measurement; that it holds, publishing has checked. */
function signature({ files, path }: RunView["entry"]): string {
  const signed = files.some(({ name }) => name === "verification.sigstore.json");
  if (!signed) return "none; anyone can repeat it with evaluate";
  return `of this repository's workflow; check it with npx imagegen-speedrun verify-provenance content/${path}`;
}

function verified({ entry, verification }: RunView): Rung {
  const name = "verified";
  const meaning = standingMeaning.verified;
  if (verification === null) {
    const stale = "The kernel measured other samples than those claimed today.";
    const why = entry.verification === null ? "Not measured yet." : stale;
    return {
      name,
      state: "not reached",
      meaning,
      facts: [{ name: "State", value: why }],
      links: [],
    };
  }
  const { kernel, environment, samples } = verification;
  const frameworks = Object.entries(environment.frameworks).map(
    ([of, version]) => `${of} ${version}`,
  );
  const links = [
    { text: "the job that measured", href: verification.run_url },
    { text: "its signed attestation", href: verification.attestation_url },
  ];
  return {
    name,
    state: verification.verdict === "confirmed" ? "reached" : "failed",
    meaning: verification.verdict === "confirmed" ? meaning : FAILED[verification.verdict],
    facts: [
      {
        name: "By",
        value: `kernel ${kernel.version} (source ${kernel.source_sha256.slice(0, 12)})`,
      },
      { name: "When", value: moment(verification.started_at) },
      { name: "Verdict", value: verification.verdict },
      { name: "Signature", value: signature(entry) },
      { name: "Samples", value: `${count(samples.count)} measured` },
      {
        name: "Against",
        value: `reference ${verification.reference.name}, features ${verification.features.name}`,
      },
      {
        name: "On",
        value: [environment.accelerator, environment.platform, ...frameworks].join(", "),
      },
    ],
    links: links.flatMap(({ text, href }) => (href ? [{ text, href }] : [])),
  };
}

function reproduced({ entry, submission }: RunView): Rung {
  const ruling = entry.rulings?.rulings.findLast(({ decision }) => decision === "reproduce");
  const common = { name: "reproduced", meaning: "The training itself was run again." } as const;
  if (!ruling) {
    const facts = [{ name: "State", value: "Nobody has run the training again yet." }];
    return { ...common, state: "not reached", facts, links: [] };
  }
  return {
    ...common,
    state: submission.standing === "reproduced" ? "reached" : "failed",
    facts: [
      { name: "By", value: ruling.by.join(", ") },
      { name: "When", value: ruling.date },
      { name: "Found", value: ruling.reason },
    ],
    links: ruling.link === null ? [] : [{ text: "where it was discussed", href: ruling.link }],
  };
}

/** The three levels of trust, least first, as far as an entry has come. */
export const trustLadder = (view: RunView): readonly Rung[] => [
  claimed(view),
  verified(view),
  reproduced(view),
];
