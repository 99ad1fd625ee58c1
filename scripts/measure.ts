import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { runKernel } from "./evaluate/kernel.ts";
import { type Io, Misuse } from "./io.ts";
import { readAdmission } from "./read-admission.ts";

/**
 * `measure <admission folder>`: what the container does on the measuring machine, with the kernel of
 * this checkout. Writes verification.json and the sheets into the folder. Exit 0 whatever the verdict.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) {
    throw new Misuse("measure takes one admission folder.");
  }
  const folder = resolve(given);
  readAdmission(folder);
  const { verdict, submission } = await runKernel(folder, io);
  io.stdout.write(`${verdict}: ${submission}\n`);
  return 0;
}
