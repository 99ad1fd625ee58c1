import { createHash, generateKeyPairSync } from "node:crypto";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { bundleToJSON } from "@sigstore/bundle";
import {
  fulcioHandler,
  type HandlerFn,
  initializeCA,
  initializeCTLog,
  initializeTLog,
  rekorHandler,
} from "@sigstore/mock";
import { HashAlgorithm, PublicKeyDetails, TrustedRoot } from "@sigstore/protobuf-specs";
import { DSSEBundleBuilder, FulcioSigner, RekorWitness } from "@sigstore/sign";
import {
  expectedSigner,
  PREDICATE_TYPE,
  STATEMENT_TYPE,
} from "../../src/provenance/expected-signer.ts";
import { site } from "../../src/site.ts";

/** Who asks for a certificate, as GitHub's identity token says it. */
export type Identity = {
  readonly workflow: string;
  readonly issuer: string;
  /** owner/name */
  readonly repository: string;
  readonly ref: string;
};

export type Statement = {
  readonly subjects: readonly { readonly name: string; readonly sha256: string }[];
  readonly predicate: unknown;
  readonly predicateType?: string;
};

const ours: Identity = {
  workflow: expectedSigner.workflow,
  issuer: expectedSigner.issuer,
  repository: `${site.repository.owner}/${site.repository.name}`,
  ref: expectedSigner.ref,
};

const keys = () => generateKeyPairSync("ec", { namedCurve: "P-256" });

/**
 * A Sigstore of this test's own: certificate authority, certificate log and transparency log are
 * Sigstore's mock, on loopback; bundles are made by Sigstore's signing library.
 */
export class TestAuthority {
  readonly trustedRoot: unknown;
  readonly #server: Server;

  private constructor(server: Server, trustedRoot: unknown) {
    this.#server = server;
    this.trustedRoot = trustedRoot;
  }

  static async create(): Promise<TestAuthority> {
    const ctlog = await initializeCTLog(keys());
    const ca = await initializeCA(generateKeyPairSync("ec", { namedCurve: "P-384" }), ctlog);
    const tlog = await initializeTLog("https://rekor.localhost", keys());
    const handlers = [fulcioHandler(ca, { subjectClaim: "san" }), rekorHandler(tlog)];
    const server = createServer((request, response) => {
      const handler = handlers.find(({ path }) => path === request.url);
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => void answer(handler?.fn, body, response));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const validFor = { start: new Date("2026-01-01T00:00:00Z") };
    const key = (rawBytes: Buffer) => ({
      rawBytes,
      keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256,
      validFor,
    });
    const log = (baseUrl: string, rawBytes: Buffer, keyId: Buffer) => ({
      baseUrl,
      hashAlgorithm: HashAlgorithm.SHA2_256,
      publicKey: key(rawBytes),
      logId: { keyId },
      checkpointKeyId: undefined,
      operator: "test",
    });
    const root = TrustedRoot.toJSON({
      mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
      certificateAuthorities: [
        {
          subject: { commonName: "test", organization: "test" },
          uri: "https://fulcio.localhost",
          certChain: { certificates: [{ rawBytes: Buffer.from(ca.rootCertificate.buffer) }] },
          validFor,
          operator: "test",
        },
      ],
      ctlogs: [log("https://ctlog.localhost", ctlog.publicKey, Buffer.from(ctlog.logID.buffer))],
      tlogs: [
        log(
          "https://rekor.localhost",
          tlog.publicKey,
          createHash("sha256").update(tlog.publicKey).digest(),
        ),
      ],
      timestampAuthorities: [],
    });
    return new TestAuthority(server, root);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** A bundle as actions/attest makes it; by our workflow, unless another identity is named. */
  async attest(statement: Statement, identity: Partial<Identity> = {}): Promise<unknown> {
    const { subjects, predicate, predicateType = PREDICATE_TYPE } = statement;
    const data = Buffer.from(
      JSON.stringify({
        _type: STATEMENT_TYPE,
        subject: subjects.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
        predicateType,
        predicate,
      }),
    );
    const url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    const token = tokenOf({ ...ours, ...identity });
    const signer = new FulcioSigner({
      fulcioBaseURL: url,
      identityProvider: { getToken: async () => token },
    });
    const witnesses = [new RekorWitness({ rekorBaseURL: url, entryType: "intoto" })];
    const builder = new DSSEBundleBuilder({ signer, witnesses });
    return bundleToJSON(await builder.create({ type: "application/vnd.in-toto+json", data }));
  }
}

async function answer(
  handler: HandlerFn | undefined,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const told = handler ? await handler(body) : { statusCode: 404, response: "" };
  response
    .writeHead(told.statusCode, { "content-type": told.contentType ?? "text/plain" })
    .end(told.response);
}

/** An identity token; the mock reads it and checks no signature. */
function tokenOf({ workflow, issuer, repository, ref }: Identity): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = {
    iss: issuer,
    sub: workflow,
    san: workflow,
    repository,
    ref,
    event_name: "workflow_dispatch",
  };
  return `${part({ alg: "none" })}.${part(claims)}.${part({})}`;
}
