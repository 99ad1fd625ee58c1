import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { download, downloadLimits, type Network } from "../../../scripts/fetch/download.ts";

let folder: string;
let server: Server;
let base: string;
let network: Network;
let answer: (request: IncomingMessage, response: ServerResponse) => void;

const content = Buffer.from("fifty thousand samples");
const digest = createHash("sha256").update(content).digest("hex");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "imagegen-download-"));
  // A certificate of this test's own, for localhost.
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"].concat(
      ["-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost"],
      ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
    ),
    { stdio: "ignore" },
  );
  const ca = readFileSync(certificate);
  server = createServer({ key: readFileSync(key), cert: ca }, (request, response) =>
    answer(request, response),
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `https://localhost:${(server.address() as AddressInfo).port}`;
  network = { isAllowed: () => true, tls: { ca } };
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  answer = (_, response) => response.end(content);
});

const into = () => join(folder, "samples.npz");
const get = (url = `${base}/a`, sha256 = digest, limits = downloadLimits) =>
  download(url, sha256, into(), limits, network);
const left = () => readdirSync(folder).filter((name) => name.startsWith("samples"));

test("a file with the digest that was claimed is kept", async () => {
  expect(await get()).toBe(content.length);
  expect(readFileSync(into())).toEqual(content);
  rmSync(into());
});

test("another digest is not, and nothing stays", async () => {
  await expect(get(`${base}/a`, "0".repeat(64))).rejects.toThrow(
    `it has SHA-256 ${digest}; result.json claims ${"0".repeat(64)}`,
  );
  expect(left()).toEqual([]);
});

test("redirects are followed, each over https", async () => {
  answer = ({ url }, response) =>
    url === "/a" ? response.writeHead(302, { location: "/b" }).end() : response.end(content);
  expect(await get()).toBe(content.length);
  rmSync(into());
});

test.each([
  ["http://localhost/x", "http://localhost is not https"],
  ["https://user:secret@localhost/x", "the address holds a password"],
  ["https://%", "leads to an address that cannot be read"],
])("a redirect to %s is refused", async (location, problem) => {
  answer = (_, response) => response.writeHead(302, { location }).end();
  await expect(get()).rejects.toThrow(problem);
  expect(left()).toEqual([]);
});

test("redirects in a circle end", async () => {
  answer = (_, response) => response.writeHead(302, { location: "/a" }).end();
  await expect(get()).rejects.toThrow("more than 5 redirects");
});

test.each([404, 500, 304, 206])("%i is no file", async (status) => {
  answer = (_, response) => response.writeHead(status).end();
  await expect(get()).rejects.toThrow(new RegExp(`^localhost:\\d+ answered ${status}$`));
});

test("a file that goes on and on is cut off", async () => {
  answer = (_, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(65_536)));
      response.once("drain", more);
    };
    more();
  };
  const limits = { ...downloadLimits, bytes: 1_000_000 };
  await expect(get(`${base}/a`, digest, limits)).rejects.toThrow("more than 1000000 bytes");
  expect(left()).toEqual([]);
});

test("a connection that breaks leaves nothing", async () => {
  answer = (_, response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write("half");
    response.socket?.destroy();
  };
  await expect(get()).rejects.toThrow();
  expect(left()).toEqual([]);
});

test("an answer that never comes is given up", async () => {
  answer = () => {};
  const limits = { ...downloadLimits, milliseconds: 100 };
  await expect(get(`${base}/a`, digest, limits)).rejects.toThrow("it took longer than 0.1 s");
});

test("this machine is out of reach for a real download, by name, by address and behind a redirect", async () => {
  const real = {
    ...network,
    isAllowed: (address: string) => address !== "127.0.0.1" && address !== "::1",
  };
  const port = new URL(base).port;
  for (const url of [`${base}/a`, `https://127.0.0.1:${port}/a`, `https://[::1]:${port}/a`]) {
    await expect(download(url, digest, into(), downloadLimits, real)).rejects.toThrow(
      /is no public address/,
    );
  }
});
