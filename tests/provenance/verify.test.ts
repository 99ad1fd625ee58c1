import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MeasurementPredicate } from "../../src/schemas/measurement-predicate.ts";
import { verificationSchema } from "../../src/schemas/verification.ts";
import { command } from "../scripts/command.ts";
import { type Identity, TestAuthority } from "./test-authority.ts";

const id = "2026-11-23-nano-dit-plain";
const real = `content/submissions/rehearsal-v1/${id}`;
let authority: TestAuthority;
let root: string;
let folder: string;
let trusted: string;

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const digestOf = (name: string) => sha256(readFileSync(join(folder, name)));

beforeAll(async () => {
  authority = await TestAuthority.create();
  root = mkdtempSync(join(tmpdir(), "imagegen-provenance-"));
  trusted = join(root, "trusted_root.json");
  writeFileSync(trusted, JSON.stringify(authority.trustedRoot));
});
afterAll(() => {
  authority.stop();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  // Under another ruleset than the rehearsal's, whose entries need no signature.
  folder = join(root, "2026h1-v1", id);
  rmSync(folder, { recursive: true, force: true });
  cpSync(real, folder, { recursive: true });
});

function predicate(changes: Partial<MeasurementPredicate> = {}): MeasurementPredicate {
  const verification = verificationSchema.parse(
    JSON.parse(readFileSync(join(folder, "verification.json"), "utf8")),
  );
  return {
    submission: verification.submission,
    ruleset: verification.ruleset,
    request_sha256: "1".repeat(64),
    pull_request: { number: 7, head_sha: "2".repeat(40) },
    image: `ghcr.io/x/kernel@sha256:${"3".repeat(64)}`,
    kernel_version: verification.kernel.version,
    hosts: ["gpu-1"],
    samples: verification.runs.map((run) => ({
      seed: run.seed,
      sha256: run.samples.expected_sha256,
    })),
    claimed_sha256: digestOf("result.json"),
    ...changes,
  };
}
const signedNames = () =>
  readdirSync(folder).filter((name) => name === "verification.json" || name.endsWith(".png"));

async function sign(
  changes: Partial<MeasurementPredicate> = {},
  identity: Partial<Identity> = {},
  type?: string,
) {
  const subjects = signedNames().map((name) => ({ name, sha256: digestOf(name) }));
  const statement = {
    subjects,
    predicate: predicate(changes),
    ...(type ? { predicateType: type } : {}),
  };
  const bundle = await authority.attest(statement, identity);
  writeFileSync(join(folder, "verification.sigstore.json"), JSON.stringify(bundle));
}
const verify = (...more: string[]) =>
  command("verify-provenance", folder, "--trusted-root", trusted, ...more);

describe("a measurement that our own workflow signed", () => {
  test("is proven, and it is told where it was made", async () => {
    await sign();
    expect(await verify()).toEqual({
      code: 0,
      stdout: `proven: ${id}, measured on gpu-1 by ghcr.io/x/kernel@sha256:${"3".repeat(64)}, #7 at ${"2".repeat(40)}\n`,
      stderr: "",
    });
  });

  test("as JSON", async () => {
    await sign({ pull_request: null, hosts: ["gpu-1", "gpu-2"] });
    const { code, stdout } = await verify("--format", "json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout).entries).toEqual([
      {
        id,
        outcome: "proven",
        sentence: `measured on gpu-1 and gpu-2 by ghcr.io/x/kernel@sha256:${"3".repeat(64)}`,
      },
    ]);
  });
});

const edited = (name: string, from: string | RegExp, to: string) => {
  const path = join(folder, name);
  const text = readFileSync(path, "utf8");
  expect(text.replace(from, to)).not.toBe(text);
  writeFileSync(path, text.replace(from, to));
};
const again = "Have the entry measured again, and add what the workflow evaluate made, unchanged.";

describe("what is not proven", () => {
  test("verification.json changed by one digit", async () => {
    await sign();
    const before = digestOf("verification.json");
    edited("verification.json", /"duration_seconds": \d/, '"duration_seconds": 9');
    const { code, stdout } = await verify();
    expect(code).toBe(1);
    expect(stdout).toBe(
      `not proven: ${id}, verification.json is not the file that was signed: it has SHA-256 ${digestOf("verification.json")}, signed was ${before}. ${again}\n`,
    );
  });

  test("result.json changed after it was measured", async () => {
    await sign();
    const before = digestOf("result.json");
    edited("result.json", '"title": "', '"title": "Better ');
    expect((await verify()).stdout).toBe(
      `not proven: ${id}, result.json is not the one that was measured: it has SHA-256 ${digestOf("result.json")}, measured was ${before}. Take the change of result.json back; a correction is a new entry.\n`,
    );
  });

  test("a contact sheet exchanged, added or taken away", async () => {
    await sign();
    const sheet = signedNames().find((name) => name.endsWith(".png")) ?? "";
    const bytes = readFileSync(join(folder, sheet));
    writeFileSync(join(folder, sheet), "other");
    expect((await verify()).stdout).toContain(`${sheet} is not the file that was signed`);
    rmSync(join(folder, sheet));
    expect((await verify()).stdout).toContain(`${sheet} was signed and does not lie there.`);
    writeFileSync(join(folder, sheet), bytes);
    for (const other of ["samples-99.png", "notice-1-duplicates.png"]) {
      writeFileSync(join(folder, other), bytes);
      expect((await verify()).stdout).toContain(`${other} lies there and was not signed.`);
      rmSync(join(folder, other));
    }
  });

  test("no signature, or one that is no bundle", async () => {
    expect((await verify()).stdout).toBe(
      `not proven: ${id}, verification.json has no signature: there is no verification.sigstore.json\n`,
    );
    for (const text of [
      "",
      "{}",
      "[]",
      "null",
      '"x"',
      "{".repeat(10_000),
      '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}',
    ]) {
      writeFileSync(join(folder, "verification.sigstore.json"), text);
      const { code, stdout } = await verify();
      expect(code).toBe(1);
      expect(stdout).toMatch(/verification\.sigstore\.json is no valid signature: [^\n]+\n$/);
    }
    writeFileSync(join(folder, "verification.sigstore.json"), "x".repeat(1_000_001));
    expect((await verify()).stdout).toContain(
      "verification.sigstore.json has more than 1000000 bytes",
    );
  });

  test("a signature with one byte changed", async () => {
    await sign();
    const path = join(folder, "verification.sigstore.json");
    const bundle = JSON.parse(readFileSync(path, "utf8"));
    const signature = Buffer.from(bundle.dsseEnvelope.signatures[0].sig, "base64");
    signature[10] = (signature[10] ?? 0) ^ 1;
    bundle.dsseEnvelope.signatures[0].sig = signature.toString("base64");
    writeFileSync(path, JSON.stringify(bundle));
    expect((await verify()).stdout).toContain("is no valid signature");
  });

  test("a statement exchanged under its signature", async () => {
    await sign();
    const path = join(folder, "verification.sigstore.json");
    const bundle = JSON.parse(readFileSync(path, "utf8"));
    const payload = Buffer.from(bundle.dsseEnvelope.payload, "base64").toString();
    bundle.dsseEnvelope.payload = Buffer.from(payload.replace("gpu-1", "gpu-9")).toString("base64");
    writeFileSync(path, JSON.stringify(bundle));
    expect((await verify()).stdout).toContain("is no valid signature");
  });

  test.each<[string, Partial<Identity>, string]>([
    [
      "workflow",
      {
        workflow:
          "https://github.com/Open-Model-Initiative/imagegen-speedrun/.github/workflows/check.yml@refs/heads/main",
      },
      "another workflow: https://github.com/Open-Model-Initiative/imagegen-speedrun/.github/workflows/check.yml@refs/heads/main; expected",
    ],
    [
      "branch",
      {
        workflow:
          "https://github.com/Open-Model-Initiative/imagegen-speedrun/.github/workflows/evaluate.yml@refs/heads/other",
        ref: "refs/heads/other",
      },
      "another workflow: ",
    ],
    [
      "fork's workflow",
      {
        workflow:
          "https://github.com/evil/imagegen-speedrun/.github/workflows/evaluate.yml@refs/heads/main",
      },
      "another workflow: https://github.com/evil/",
    ],
    // What a pattern without anchors would let through.
    [
      "longer name",
      {
        workflow:
          "https://evil.example/https://github.com/Open-Model-Initiative/imagegen-speedrun/.github/workflows/evaluate.yml@refs/heads/main",
      },
      "another workflow: https://evil.example/",
    ],
    [
      "repository",
      { repository: "evil/imagegen-speedrun" },
      "another repository: https://github.com/evil/imagegen-speedrun; expected https://github.com/Open-Model-Initiative/imagegen-speedrun.",
    ],
    [
      "ref",
      { ref: "refs/pull/1/merge" },
      "another ref: refs/pull/1/merge; expected refs/heads/main.",
    ],
    [
      "issuer",
      { issuer: "https://accounts.example.com" },
      "another issuer: https://accounts.example.com; expected https://token.actions.githubusercontent.com.",
    ],
  ])("the signature of another %s", async (_, identity, problem) => {
    await sign({}, identity);
    const { code, stdout } = await verify();
    expect(code).toBe(1);
    expect(stdout).toContain(`not proven: ${id}, The signature was made by ${problem}`);
  });

  test.each<[string, Partial<MeasurementPredicate>, string]>([
    ["entry", { submission: "another" }, 'another entry: "another", verification.json says'],
    ["ruleset", { ruleset: "another" }, 'another ruleset: "another", verification.json says'],
    ["kernel", { kernel_version: "9" }, 'another kernel version: "9", verification.json says "1"'],
    [
      "samples",
      { samples: [{ seed: 1, sha256: "0".repeat(64) }] },
      'another list of samples: [{"seed":1,',
    ],
    ["claim", { claimed_sha256: "0".repeat(64) }, "result.json is not the one that was measured"],
  ])("a signature over another %s", async (_, changes, problem) => {
    await sign(changes);
    expect((await verify()).stdout).toContain(problem);
  });

  test("a signature over something else than a measurement", async () => {
    await sign({}, {}, "https://slsa.dev/provenance/v1");
    expect((await verify()).stdout).toContain(
      "The signature is over no measurement: predicateType",
    );
  });

  test("a bundle copied from another entry", async () => {
    await sign();
    const bundle = readFileSync(join(folder, "verification.sigstore.json"));
    rmSync(folder, { recursive: true });
    cpSync("content/submissions/rehearsal-v1/2026-11-23-nano-dit-ema", folder, { recursive: true });
    writeFileSync(join(folder, "verification.sigstore.json"), bundle);
    expect((await verify()).stdout).toContain("verification.json is not the file that was signed");
  });

  test("a signature that leads back to a root we do not trust", async () => {
    const stranger = await TestAuthority.create();
    try {
      const subjects = signedNames().map((name) => ({ name, sha256: digestOf(name) }));
      const bundle = await stranger.attest({ subjects, predicate: predicate() });
      writeFileSync(join(folder, "verification.sigstore.json"), JSON.stringify(bundle));
      expect((await verify()).stdout).toContain("verification.sigstore.json is no valid signature");
    } finally {
      stranger.stop();
    }
  });
});

describe("what needs no proof", () => {
  test("rehearsals, which anyone can measure again, are listed as that and never as proven", async () => {
    const { code, stdout } = await command("verify-provenance", "--all");
    expect(code).toBe(0);
    const lines = stdout.trim().split("\n");
    expect(lines).toHaveLength(5);
    for (const line of lines) {
      expect(line).toMatch(
        /^needs none: .*, a rehearsal, which anyone can measure again: npx imagegen-speedrun evaluate$/,
      );
    }
  });

  test("an entry that was not measured", async () => {
    rmSync(join(folder, "verification.json"));
    expect(await verify()).toMatchObject({
      code: 0,
      stdout: `not measured: ${id}, no verification.json\n`,
    });
  });

  test("but a rehearsal with a wrong signature is not excused", async () => {
    const rehearsal = join(root, "rehearsal-v1", id);
    cpSync(real, rehearsal, { recursive: true });
    writeFileSync(join(rehearsal, "verification.sigstore.json"), "{}");
    const { code } = await command("verify-provenance", rehearsal, "--trusted-root", trusted);
    expect(code).toBe(1);
  });
});

test("misuse is told in words", async () => {
  expect(await command("verify-provenance")).toMatchObject({ code: 2 });
  const broken = join(root, "broken.json");
  writeFileSync(broken, "{");
  await sign();
  const { code, stderr } = await command("verify-provenance", folder, "--trusted-root", broken);
  expect(code).toBe(2);
  expect(stderr).toContain(`${broken} is no trusted root`);
});
