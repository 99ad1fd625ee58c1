import { execFileSync } from "node:child_process";

/** A git repository on disk; every call is git itself, without the user's own configuration. */
export type Repository = { readonly path: string; git(...args: string[]): string };

/** What git may see of ours: no configuration of the user, no question, no other program to run. */
export const gitVariables = {
  PATH: process.env["PATH"] ?? "/usr/bin:/bin",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  GIT_ALLOW_PROTOCOL: "https:file",
} as const;

/** No hook of anybody's runs, no file name is quoted in the output, damaged objects are refused. */
export const gitSettings = [
  "core.hooksPath=/dev/null",
  "core.quotePath=false",
  "transfer.fsckObjects=true",
].flatMap((setting) => ["-c", setting]);

/** Who commits, where somebody does. */
export type Identity = { readonly name: string; readonly email: string };

export function repository(path: string, who?: Identity): Repository {
  const identity = who
    ? ["-c", `user.name=${who.name}`, "-c", `user.email=${who.email}`]
    : ["-c", "user.useConfigOnly=true"];
  return {
    path,
    git: (...args) =>
      execFileSync("git", [...gitSettings, ...identity, ...args], {
        cwd: path,
        env: gitVariables,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        maxBuffer: 64 << 20,
      }).trimEnd(),
  };
}
