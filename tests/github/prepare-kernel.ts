import { environmentPython } from "../../scripts/python-environment.ts";

/** The stories' measuring machine runs the kernel of this checkout: its environment is made once. */
export default async function setup(): Promise<void> {
  await environmentPython({ stdout: process.stdout, stderr: process.stderr });
}
