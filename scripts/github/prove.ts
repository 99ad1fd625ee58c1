import type { Prove } from "../../src/pull-requests/judge.ts";

export const prove: Prove = async () => ({
  proven: false,
  sentence: "provenance cannot be checked yet",
});
