import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/command.ts";

/**
 * Programs that a step finds on its PATH. `npx imagegen-speedrun` is this checkout's command line
 * with the workspace's content; `docker run` is this checkout's kernel on the folders that are
 * mounted. Packages are there already, so `npm ci` has nothing to do, and `npm test` would be this
 * very test.
 */

/** Verbs that read the content tree. */
const CONTENT_VERBS = ["check", "report", "admit", "verify-provenance", "discussions", "record"];

const npx = `#!/bin/sh
[ "$1" = imagegen-speedrun ] || { echo "npx $1?" >&2; exit 127; }
shift
verb="$1"; shift
case "$verb" in
  ${CONTENT_VERBS.join("|")}) set -- "$@" --content "$PWD/content" ;;
  drift) set -- "$@" --root "$PWD" ;;
esac
case "$verb" in
  admit) set -- "$@" --measuring "$PWD/.github/measuring.yaml" ;;
  report|verify-provenance) [ -z "$TRUSTED_ROOT" ] || set -- "$@" --trusted-root "$TRUSTED_ROOT" ;;
esac
exec "${process.execPath}" "${root}scripts/bin.mjs" "$verb" "$@"
`;

const npm = `#!/bin/sh
case "$*" in
  "ci --ignore-scripts"|"ci"|"test"|"run build") exit 0 ;;
  *) echo "npm $*?" >&2; exit 127 ;;
esac
`;

const docker = `#!/bin/sh
echo "docker $*" >> "$DOCKER_LOG"
[ -z "$DOCKER_DIES" ] || exit 137
case " $* " in *" --network none "*) ;; *) echo "a network!" >&2; exit 1 ;; esac
set -- "$@"
while [ $# -gt 0 ]; do
  case "$1" in
    --volume) case "$2" in
      *:/request:ro) request="\${2%:/request:ro}" ;;
      *:/measured) measured="\${2%:/measured}" ;;
    esac; shift 2 ;;
    *@sha256:*) shift; break ;;
    *) shift ;;
  esac
done
# What follows the image is the kernel's own command line; its paths are those of the mounts.
cd "$request" || exit 2
PYTHONPATH="${root}kernel/src" "${root}kernel/.venv/bin/python" -s -m imagegen_kernel \\
  evaluate request.json --out "$measured/verification.json" --sheets "$measured/sheets"
code=$?
[ -z "$DOCKER_AFTERWARDS" ] || (cd "$measured" && sh -c "$DOCKER_AFTERWARDS")
exit $code
`;

/** Writes the programs into a folder and returns a PATH that finds them first. */
export function shims(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, script] of Object.entries({ npx, npm, docker })) {
    writeFileSync(join(folder, name), script);
    chmodSync(join(folder, name), 0o755);
  }
  return `${folder}:/usr/bin:/bin`;
}
