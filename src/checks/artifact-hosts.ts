import { type Finding, finding } from "../findings/finding.ts";
import { type Case, listAt, textAt } from "./submission.ts";

/** Host of an address; null where it cannot be read or could mislead (credentials, a port). */
function hostOf(uri: string): string | null {
  if (!URL.canParse(uri)) return null;
  const { protocol, hostname, username, password, port } = new URL(uri);
  return protocol === "https:" && !username && !password && !port ? hostname : null;
}

/** Samples and logs that lie elsewhere lie on a host that the ruleset allows. */
export function artifactHosts({ submission: { result }, ruleset }: Case): Finding[] {
  if (!result || !ruleset) return [];
  const allowed = ruleset.limits.artifact_hosts;
  return listAt(result.value, "runs").flatMap((run, index) =>
    [
      ["samples", "uri"],
      ["log", "url"],
    ].flatMap((path) => {
      const uri = textAt(run, ...path);
      if (!uri?.includes("://")) return [];
      const host = hostOf(uri);
      // A subdomain can belong to anybody: only the very hosts that are listed count.
      if (host !== null && allowed.includes(host)) return [];
      const full = ["runs", index, ...path];
      const place = { file: "result.json", pointer: `/${full.join("/")}`, ...result.at(full) };
      return [finding("artifact-host", place, { uri, host, allowed })];
    }),
  );
}
