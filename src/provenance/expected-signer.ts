import { permanentUrl, repositoryUrl } from "../site.ts";

/** Who signs measurements: one workflow of one repository, on main, and nobody else. */
export const expectedSigner = {
  /** Subject of the certificate: the workflow file at its branch. */
  workflow: `${repositoryUrl}/.github/workflows/evaluate.yml@refs/heads/main`,
  issuer: "https://token.actions.githubusercontent.com",
  repository: repositoryUrl,
  ref: "refs/heads/main",
} as const;

/**
 * Extensions of Fulcio's certificates that are held against what is expected, by the last number of
 * their OID 1.3.6.1.4.1.57264.1.x (github.com/sigstore/fulcio, docs/oid-info.md).
 */
export const extensionNumbers = { issuer: 8, repository: 12, ref: 14 } as const;

export const PREDICATE_TYPE = permanentUrl("attestations/measurement/v1");
export const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
