import { readdirSync, readFileSync } from "node:fs";

const OFTEN = 250;

/** What the kernel tells of a process; null where it has ended, or tells in another way. */
function statusOf(pid: number): { parent: number; bytes: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/status`, "utf8");
    const number = (field: string) =>
      Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(text)?.[1]);
    return { parent: number("PPid"), bytes: (number("VmRSS") || 0) * 1024 };
  } catch {
    return null;
  }
}

/** Memory that a process and all that it started hold now. Unit: bytes. */
function memoryOf(root: number): number {
  const processes = new Map(
    readdirSync("/proc").flatMap((name) => {
      const status = /^\d+$/.test(name) ? statusOf(Number(name)) : null;
      return status ? [[Number(name), status] as const] : [];
    }),
  );
  const isOurs = (pid: number): boolean =>
    pid === root || (processes.has(pid) && isOurs(processes.get(pid)?.parent ?? 0));
  return [...processes].reduce((sum, [pid, { bytes }]) => (isOurs(pid) ? sum + bytes : sum), 0);
}

/**
 * Looks at a process and all that it starts, four times a second; the function that is returned ends
 * that and tells the most memory they ever held together. Null where there is no /proc.
 */
export function watchMemory(pid: number): () => number | null {
  let most = 0;
  const look = () => {
    try {
      most = Math.max(most, memoryOf(pid));
    } catch {
      // Another system than Linux: nothing is known.
    }
  };
  const timer = setInterval(look, OFTEN);
  return () => {
    clearInterval(timer);
    return most === 0 ? null : most;
  };
}
