import { expect, test } from "vitest";
import { guardedLookup, isPublicAddress } from "../../../scripts/fetch/addresses.ts";

test.each(["8.8.8.8", "140.82.112.3", "2606:4700::6810:84e5", "2a00:1450:4001::1"])(
  "%s is public",
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each([
  "127.0.0.1",
  "127.9.9.9",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "192.0.2.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "::ffff:10.0.0.1",
  "::ffff:8.8.8.8",
  "64:ff9b::a00:1",
  "fe80::1",
  "fc00::1",
  "fd00:ec2::254",
  "ff02::1",
  "2001:db8::1",
  "2002:a00:1::",
  "localhost",
  "",
  "8.8.8.8.example.org",
])("%s is not", (address) => expect(isPublicAddress(address)).toBe(false));

test("a name that leads to this machine is refused when it is looked up, with both named", async () => {
  const error = await new Promise<Error | null>((resolve) => {
    guardedLookup(isPublicAddress)("localhost", { all: false }, (cause) => resolve(cause));
  });
  expect(error?.message).toMatch(
    /^localhost leads to .*(127\.0\.0\.1|::1).*, which is no public address$/,
  );
});
