import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { measurementPredicateSchema } from "../../src/schemas/measurement-predicate.ts";
import { verificationSchema } from "../../src/schemas/verification.ts";
import { command } from "./command.ts";

const id = "2026-11-23-nano-dit-plain";
const entry = `content/submissions/rehearsal-v1/${id}`;
const image = `ghcr.io/x/kernel@sha256:${"a".repeat(64)}`;
let folder: string;
const at = (...path: string[]) => join(folder, ...path);

// A real admission of a real entry, and what the kernel really answered.
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "imagegen-seal-"));
  writeFileSync(
    at("measuring.yaml"),
    `image: ${image}\nhosts: [gpu-1]\nrepeat_share: 0\nnightly: []\n`,
  );
  const admitted = await command(
    "admit",
    "--again",
    id,
    "--out",
    at("admissions"),
    "--measuring",
    at("measuring.yaml"),
  );
  expect(admitted.stderr).toBe("");
  mkdirSync(at("measured", "gpu-1", "sheets"), { recursive: true });
  cpSync(join(entry, "verification.json"), at("measured", "gpu-1", "verification.json"));
  for (const seed of [1, 2, 3]) {
    cpSync(
      join(entry, `samples-${seed}.png`),
      at("measured", "gpu-1", "sheets", `samples-${seed}.png`),
    );
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const seal = () =>
  command(
    "seal",
    "--admission",
    at("admissions", id),
    "--measured",
    at("measured"),
    "--out",
    at("sealed"),
    "--run-url",
    "https://github.com/x/actions/runs/1",
  );
const answer = at.bind(null, "measured", "gpu-1", "verification.json");
const edit = (from: string | RegExp, to: string) => {
  const text = readFileSync(answer(), "utf8");
  expect(text.replace(from, to)).not.toBe(text);
  writeFileSync(answer(), text.replace(from, to));
};

test("an answer is taken in, with the run and what the signature has to say", async () => {
  const { code, stdout } = await seal();
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`^confirmed: ${id}, verification [0-9a-f]{64}\n$`));
  const sealed = verificationSchema.parse(
    JSON.parse(readFileSync(at("sealed", "verification.json"), "utf8")),
  );
  expect(sealed).toMatchObject({
    run_url: "https://github.com/x/actions/runs/1",
    pull_request: null,
    verdict: "confirmed",
  });
  const predicate = measurementPredicateSchema.parse(
    JSON.parse(readFileSync(at("sealed", "predicate.json"), "utf8")),
  );
  expect(predicate).toMatchObject({ submission: id, image, hosts: ["gpu-1"], kernel_version: "1" });
  expect(existsSync(at("sealed", "samples-1.png"))).toBe(true);
});

test("pictures of what the checks noticed come along, and no others", async () => {
  const sheets = at("measured", "gpu-1", "sheets");
  const picture = readFileSync(join(sheets, "samples-1.png"));
  const names = [
    "notice-1-duplicates.png",
    "notice-1-constant_images.png",
    "notice-9-x.png",
    "x.png",
  ];
  for (const name of names) writeFileSync(join(sheets, name), picture);
  edit(/("id": "duplicates",\s+"status": )"pass"/, '$1"warn"');
  expect((await seal()).code).toBe(0);
  const others = readdirSync(at("sealed")).filter((name) => /^(notice|x)/.test(name));
  expect(others).toEqual(["notice-1-duplicates.png"]);
});

describe("a machine that lies is not believed, and nothing is sealed", () => {
  test.each<[string, () => void, string]>([
    [
      "confirmed where the values differ",
      () => edit(/("measured": \{\s+"fd_digits": )1/, "$19"),
      "Not sealed:\n  measured fd_digits: 9.",
    ],
    [
      "another claim",
      () => edit(/("claimed": \{\s+"fd_digits": )1/, "$10"),
      "Not sealed:\n  claimed fd_digits: 0.",
    ],
    [
      "no JSON",
      () => writeFileSync(answer(), "<script>"),
      "Not sealed:\n  verification.json is not JSON",
    ],
    ["another shape", () => writeFileSync(answer(), "{}"), "Not sealed:\n  verification.json: "],
    [
      "two megabytes",
      () => writeFileSync(answer(), " ".repeat(2_000_001)),
      "Not sealed:\n  verification.json has 2000001 bytes",
    ],
    ["nothing", () => rmSync(answer()), "Not sealed:\n  the machine sent no verification.json"],
    [
      "a link",
      () => {
        rmSync(answer());
        symlinkSync("/etc/hostname", answer());
      },
      "Not sealed:\n  the machine sent no verification.json",
    ],
    [
      "a picture that is none",
      () =>
        writeFileSync(at("measured", "gpu-1", "sheets", "samples-1.png"), "<svg onload=alert(1)>"),
      "Not sealed:\n  samples-1.png is no plain PNG: no PNG signature",
    ],
    [
      "one machine too many",
      () => cpSync(at("measured", "gpu-1"), at("measured", "gpu-2"), { recursive: true }),
      "Not sealed:\n  1 measurements were asked for, 2 came back",
    ],
  ])("%s", async (_, spoil, problem) => {
    spoil();
    const { code, stderr } = await seal();
    expect(code).toBe(1);
    expect(stderr).toContain(problem);
    expect(existsSync(at("sealed", "verification.json"))).toBe(false);
  });
});

test("a link in place of a sheet is left out", async () => {
  const sheet = at("measured", "gpu-1", "sheets", "samples-1.png");
  rmSync(sheet);
  symlinkSync("/etc/hostname", sheet);
  expect((await seal()).code).toBe(0);
  expect(existsSync(at("sealed", "samples-1.png"))).toBe(false);
});

test("a request that is not the one admitted is a mistake of ours, told in words", async () => {
  const path = at("admissions", id, "request.json");
  writeFileSync(path, readFileSync(path, "utf8").replace('"count": 1000', '"count": 10'));
  const { code, stderr } = await seal();
  expect(code).toBe(2);
  expect(stderr).toContain("request.json is not the request that was admitted.");
});
