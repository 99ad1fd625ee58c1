import { bundleFromJSON } from "@sigstore/bundle";
import { X509Certificate } from "@sigstore/core";
import { type TrustMaterial, toSignedEntity, Verifier } from "@sigstore/verify";
import { z } from "zod";
import { firstProblem } from "../content-tree/problem.ts";
import {
  type MeasurementPredicate,
  measurementPredicateSchema,
} from "../schemas/measurement-predicate.ts";
import type { Verification } from "../schemas/verification.ts";
import {
  expectedSigner,
  extensionNumbers,
  PREDICATE_TYPE,
  STATEMENT_TYPE,
} from "./expected-signer.ts";

/** What lies in an entry's folder, as far as a signature can speak of it. */
export type Signed = {
  /** Text of verification.sigstore.json. */
  readonly bundle: string;
  readonly verification: Verification;
  /** SHA-256 of verification.json and of the contact sheets that lie there, by file name. */
  readonly files: ReadonlyMap<string, string>;
  /** SHA-256 of result.json. */
  readonly claimed_sha256: string;
};

export type Proof =
  | { readonly proven: true; readonly predicate: MeasurementPredicate }
  /** What is wrong, as a sentence for people, and what to do. */
  | { readonly proven: false; readonly problem: string; readonly fix: string };

/** The statement inside a signature does not fit; the message is for people. */
class Unproven extends Error {
  readonly fix: string;
  constructor(message: string, fix = AGAIN) {
    super(message);
    this.fix = fix;
  }
}
const AGAIN = "Have the entry measured again, and add what the workflow evaluate made, unchanged.";

const statementSchema = z.object({
  _type: z.literal(STATEMENT_TYPE),
  predicateType: z.literal(PREDICATE_TYPE),
  subject: z
    .array(z.object({ name: z.string(), digest: z.object({ sha256: z.string() }) }))
    .max(1000),
  predicate: measurementPredicateSchema,
});

/**
 * Whether a measurement was made by this repository's own workflow, on main, and whether it speaks of
 * exactly the files that lie beside it. Never throws: a bundle may be anything.
 */
export function proofOf(signed: Signed, trust: TrustMaterial): Proof {
  try {
    const statement = statementOf(signed.bundle, trust);
    compareFiles(statement.subject, signed.files);
    comparePredicate(statement.predicate, signed);
    return { proven: true, predicate: statement.predicate };
  } catch (cause) {
    if (cause instanceof Unproven) return { proven: false, problem: cause.message, fix: cause.fix };
    throw cause;
  }
}

/** The statement of a bundle whose signature, certificate and log entry hold. */
function statementOf(text: string, trust: TrustMaterial): z.infer<typeof statementSchema> {
  let payload: Buffer;
  try {
    const bundle = bundleFromJSON(JSON.parse(text));
    if (bundle.content.$case !== "dsseEnvelope") throw new Error("it signs no statement");
    // The library takes an identity as a pattern; ours is compared as it is, below.
    const signer = new Verifier(trust).verify(toSignedEntity(bundle));
    const material = bundle.verificationMaterial.content;
    const leaf =
      material.$case === "certificate"
        ? material.certificate
        : material.$case === "x509CertificateChain"
          ? material.x509CertificateChain.certificates[0]
          : undefined;
    if (!leaf) throw new Error("it has no certificate");
    compareSigner(
      signer.identity?.subjectAlternativeName,
      X509Certificate.parse(Buffer.from(leaf.rawBytes)),
    );
    payload = Buffer.from(bundle.content.dsseEnvelope.payload);
  } catch (cause) {
    if (cause instanceof Unproven) throw cause;
    const said = cause instanceof Error ? cause.message.split("\n")[0] : "it cannot be read";
    throw new Unproven(`verification.sigstore.json is no valid signature: ${said}.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(payload.toString("utf8"));
  } catch {
    throw new Unproven("The signature is over no measurement: it is not JSON.");
  }
  const parsed = statementSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Unproven(`The signature is over no measurement: ${firstProblem(parsed.error)}.`);
}

function compareSigner(identity: string | undefined, certificate: X509Certificate): void {
  const found = {
    workflow: identity,
    issuer: extensionText(certificate, extensionNumbers.issuer),
    repository: extensionText(certificate, extensionNumbers.repository),
    ref: extensionText(certificate, extensionNumbers.ref),
  };
  for (const key of ["workflow", "issuer", "repository", "ref"] as const) {
    if (found[key] === expectedSigner[key]) continue;
    throw new Unproven(
      `The signature was made by another ${key}: ${found[key] ?? "none"}; expected ${expectedSigner[key]}.`,
    );
  }
}

const UTF8_STRING = 0x0c;

/** An extension of Fulcio's, which holds a DER UTF8String of less than 65,536 bytes. */
function extensionText(certificate: X509Certificate, number: number): string | undefined {
  const value = certificate.extension(`1.3.6.1.4.1.57264.1.${number}`)?.valueObj.value;
  if (!value || value[0] !== UTF8_STRING) return undefined;
  const long = { 129: 1, 130: 2 }[value[1] ?? 0] ?? 0;
  return value.subarray(2 + long).toString("utf8");
}

/** Every file is signed and every signed file is there, byte for byte. */
function compareFiles(
  subjects: z.infer<typeof statementSchema>["subject"],
  files: ReadonlyMap<string, string>,
): void {
  const signed = new Map(subjects.map(({ name, digest }) => [name, digest.sha256]));
  for (const [name, sha256] of files) {
    if (signed.get(name) === sha256) continue;
    throw new Unproven(
      signed.has(name)
        ? `${name} is not the file that was signed: it has SHA-256 ${sha256}, signed was ${signed.get(name)}.`
        : `${name} lies there and was not signed.`,
    );
  }
  for (const name of signed.keys()) {
    if (!files.has(name)) throw new Unproven(`${name} was signed and does not lie there.`);
  }
}

function comparePredicate(
  predicate: MeasurementPredicate,
  { verification, claimed_sha256: claimed }: Signed,
): void {
  const samples = verification.runs.map((run) => ({
    seed: run.seed,
    sha256: run.samples.expected_sha256,
  }));
  const pairs: [string, unknown, unknown][] = [
    ["entry", predicate.submission, verification.submission],
    ["ruleset", predicate.ruleset, verification.ruleset],
    ["kernel version", predicate.kernel_version, verification.kernel.version],
    ["list of samples", predicate.samples, samples],
  ];
  for (const [what, signed, written] of pairs) {
    if (JSON.stringify(signed) === JSON.stringify(written)) continue;
    throw new Unproven(
      `The signature speaks of another ${what}: ${JSON.stringify(signed)}, verification.json says ${JSON.stringify(written)}.`,
    );
  }
  if (predicate.claimed_sha256 !== claimed) {
    throw new Unproven(
      `result.json is not the one that was measured: it has SHA-256 ${claimed}, measured was ${predicate.claimed_sha256}.`,
      "Take the change of result.json back; a correction is a new entry.",
    );
  }
}
