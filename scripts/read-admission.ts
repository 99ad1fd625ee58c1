import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { firstProblem } from "../src/content-tree/problem.ts";
import type { EvaluationRequest } from "../src/measurement/request.ts";
import { type Admission, admissionSchema } from "../src/schemas/admission.ts";
import { Misuse } from "./io.ts";

/** Reads the folder of an admission; its request has to be the one that was let in. */
export function readAdmission(folder: string): {
  admission: Admission;
  request: EvaluationRequest;
} {
  const path = join(folder, "admission.json");
  if (!existsSync(path)) throw new Misuse(`There is no ${path}; admit writes it.`);
  const parsed = admissionSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Misuse(`${path}: ${firstProblem(parsed.error)}`);
  const text = readFileSync(join(folder, "request.json"), "utf8");
  const digest = createHash("sha256").update(text).digest("hex");
  if (digest !== parsed.data.request_sha256) {
    throw new Misuse(`${folder}/request.json is not the request that was admitted.`);
  }
  return { admission: parsed.data, request: JSON.parse(text) as EvaluationRequest };
}
