#!/usr/bin/env node
// The command line is TypeScript, which Node runs directly from version 24 on.
// This file runs on any Node: it hands over to the Node that `npm ci` brought.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const major = Number(process.versions.node.split(".")[0]);
const bundled = `${root}node_modules/node/bin/node`;

if (major < 24 && !existsSync(bundled)) {
  console.error(
    `imagegen-speedrun needs Node 24 or newer; this is Node ${process.versions.node}.\n` +
      "Fix: run `npm ci` in the repository, which brings Node 24 along.",
  );
  process.exit(2);
}
if (major < 24) {
  const child = spawnSync(bundled, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  process.exit(child.status ?? 2);
}
// Compiled code is kept beside the packages, not in a folder that others can write to.
module.enableCompileCache?.(`${root}node_modules/.cache/imagegen-speedrun`);
const { main } = await import("./cli.ts");
process.exitCode = await main(process.argv.slice(2));
