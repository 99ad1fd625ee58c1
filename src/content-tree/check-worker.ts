import { parentPort } from "node:worker_threads";
import type { Surroundings } from "../checks/submission.ts";
import { FolderGroup } from "./check-folders.ts";

/** A thread of `checkFolders`: first it is sent folders to read, then what to check them against. */
const group = new FolderGroup();

parentPort?.on("message", async (question: readonly string[] | Surroundings) => {
  const answer = "rulesets" in question ? group.check(question) : await group.read(question);
  parentPort?.postMessage(answer);
});
