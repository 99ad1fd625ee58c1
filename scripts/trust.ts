import { readFileSync } from "node:fs";
import { TrustedRoot } from "@sigstore/protobuf-specs";
import { getTrustedRoot } from "@sigstore/tuf";
import { type TrustMaterial, toTrustMaterial } from "@sigstore/verify";
import { Misuse } from "./io.ts";

/**
 * Whom signatures are traced back to: Sigstore's public root, which is fetched and checked through
 * TUF, or a trusted_root.json that is given.
 */
export async function trustMaterial(file: string | undefined): Promise<TrustMaterial> {
  try {
    const root =
      file === undefined
        ? await getTrustedRoot()
        : TrustedRoot.fromJSON(JSON.parse(readFileSync(file, "utf8")));
    return toTrustMaterial(root);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Misuse(
      file === undefined
        ? `Sigstore's root of trust could not be fetched: ${said}\nFix: try again with a network, or give a trusted_root.json with --trusted-root.`
        : `${file} is no trusted root: ${said}`,
      { cause },
    );
  }
}
