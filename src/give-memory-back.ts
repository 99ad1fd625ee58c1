import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Tidies up the memory of this thread now. Node does so when it needs the room itself; at the end of a
 * build another program needs it.
 */
export function giveMemoryBack(): void {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  collect();
}
