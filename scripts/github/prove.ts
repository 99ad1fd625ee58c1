import type { Prove } from "../../src/pull-requests/judge.ts";
import { trustMaterial } from "../trust.ts";
import { proven } from "../verify-provenance.ts";

/** Proves measurements against Sigstore's root, or the one at `trustedRoot`. */
export const proveWith =
  (trustedRoot: string | undefined): Prove =>
  async (folder) => {
    const { outcome, sentence } = await proven(folder, () => trustMaterial(trustedRoot));
    return { proven: outcome === "proven" || outcome === "needs none", sentence };
  };
