import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { environmentPython, kernelVariables } from "../../scripts/python-environment.ts";

const silent = { stdout: { write: () => {} }, stderr: { write: () => {} } };

test("the kernel's process sees no variable of ours and no package of the user's", async () => {
  process.env.SECRET_TOKEN = "secret";
  try {
    const python = await environmentPython(silent);
    const code =
      "import os, site, json; print(json.dumps([sorted(os.environ), site.ENABLE_USER_SITE]))";
    const done = spawnSync(python, ["-s", "-c", code], {
      env: kernelVariables(),
      encoding: "utf8",
    });
    const [variables, userSite] = JSON.parse(done.stdout);
    const ours = variables.filter((name: string) => !/^LC_|^__/.test(name));
    expect(ours).toEqual(["PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONUTF8"]);
    expect(userSite).toBe(false);
  } finally {
    delete process.env.SECRET_TOKEN;
  }
}, 300_000);
