import type { Admission, Measuring } from "../schemas/admission.ts";
import type { Result } from "../schemas/result.ts";
import type { Ruleset } from "../schemas/ruleset.ts";

/** What one admission is made from. */
export type Admitted = {
  readonly submission: string;
  readonly folder: string;
  readonly ruleset: Ruleset;
  readonly result: Result;
  readonly pull_request: Admission["pull_request"];
  readonly claimed_sha256: string;
  readonly request_sha256: string;
};

export const samplesFile = (seed: number) => `samples-${seed}.npz`;

/** The admission of one entry. */
export function admissionOf(one: Admitted, image: string, hosts: readonly string[]): Admission {
  return {
    schema: 1,
    submission: one.submission,
    ruleset: one.ruleset.id,
    folder: one.folder,
    pull_request: one.pull_request,
    claimed_sha256: one.claimed_sha256,
    request_sha256: one.request_sha256,
    image,
    hosts: [...hosts],
    samples: one.result.runs.map(({ seed, samples }) => ({
      seed,
      file: samplesFile(seed),
      url: samples.uri.startsWith("https://") ? samples.uri : null,
      sha256: samples.sha256,
    })),
    artifact_hosts: one.ruleset.limits.artifact_hosts,
  };
}

/**
 * Machines for one entry: any of them, and for a random share a second one, whose answer has to
 * agree. `random` gives numbers from 0 to below 1; the submitter must not be able to foresee them.
 */
export function chosenHosts(measuring: Measuring, random: () => number): string[] {
  const { hosts, repeat_share: share } = measuring;
  const first = Math.floor(random() * hosts.length);
  const repeated = hosts.length > 1 && random() < share;
  const second = (first + 1 + Math.floor(random() * (hosts.length - 1))) % hosts.length;
  return [first, ...(repeated ? [second] : [])].map((index) => hosts[index] ?? "");
}
