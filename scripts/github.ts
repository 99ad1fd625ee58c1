import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type GitHub, told } from "../src/github/client.ts";
import { site } from "../src/site.ts";
import { type Io, Misuse } from "./io.ts";

/**
 * Connects to the repository of this step's token and runs `work` with a folder of its own. What
 * GitHub refuses is told in words.
 */
export async function withGitHub<Answer>(
  io: Io,
  work: (github: GitHub, folder: string) => Promise<Answer>,
): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), "imagegen-github-"));
  try {
    const { owner, name } = site.repository;
    return await work(connect(io.env ?? process.env, `${owner}/${name}`), folder);
  } catch (cause) {
    const words = told(cause);
    throw words === null ? cause : new Misuse(words, { cause });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A whole number from the command line: of a pull request, or of a workflow run. */
export function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text)) {
    throw new Misuse(`--${name} is ${JSON.stringify(text)}; it has to be a number.`);
  }
  return Number(text);
}

/** A commit from the command line: its full SHA, since anything shorter can be made to collide. */
export function fullSha(name: string, text: string | undefined): string {
  if (text === undefined || !/^[0-9a-f]{40}$/.test(text)) {
    throw new Misuse(
      `--${name} is ${JSON.stringify(text ?? "")}; it has to be a commit's full SHA, 40 hexadecimal digits.`,
    );
  }
  return text;
}
