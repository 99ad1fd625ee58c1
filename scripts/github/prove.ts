import type { Prove } from "../../src/pull-requests/judge.ts";
import { trustMaterial } from "../trust.ts";
import { proven } from "../verify-provenance.ts";

/**
 * Proves measurements against Sigstore's root, or the one at `trustedRoot`. What comes by pull
 * request needs a signature under every ruleset: also a rehearsal's number is not taken on trust.
 */
export const proveWith =
  (trustedRoot: string | undefined): Prove =>
  async (folder) => {
    const { outcome, sentence } = await proven(folder, () => trustMaterial(trustedRoot));
    if (outcome !== "needs none") return { proven: outcome === "proven", sentence };
    return {
      proven: false,
      sentence:
        "verification.json has no signature: there is no verification.sigstore.json. Leave it out; the workflow evaluate adds both.",
    };
  };
