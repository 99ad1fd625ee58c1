import { type Finding, finding } from "../findings/finding.ts";
import { type Case, fieldAt, listAt, numberAt, textAt } from "./submission.ts";

const file = "result.json";

/** Numbers that cannot be true, or not of the hardware they name. */
export function plausible(one: Case): Finding[] {
  return [...parameters(one), ...samplingSteps(one), ...hardware(one), ...throughput(one)];
}

function parameters({ submission: { result }, ruleset }: Case): Finding[] {
  const found = numberAt(result?.value, "model", "parameters");
  if (!result || found === undefined || !ruleset) return [];
  const { minimum, maximum } = ruleset.limits.parameters;
  if (found >= minimum && found <= maximum) return [];
  const path = ["model", "parameters"];
  const place = { file, pointer: "/model/parameters", ...result.at(path) };
  return [finding("parameters-implausible", place, { found, minimum, maximum })];
}

function samplingSteps({ submission: { result }, ruleset, track }: Case): Finding[] {
  const found = numberAt(result?.value, "sampling", "steps");
  const expected = ruleset?.task.sampling_steps;
  if (!result || !track?.ranked || found === undefined || !expected || found === expected)
    return [];
  const place = { file, pointer: "/sampling/steps", ...result.at(["sampling", "steps"]) };
  return [finding("sampling-steps", place, { found, expected })];
}

const hardwareClass = ({ submission, ruleset }: Case) => {
  const named = textAt(submission.result?.value, "hardware", "class");
  return ruleset?.hardware_classes.find((candidate) => candidate.id === named);
};

/** The number of devices is the class's, and so is the accelerator where it is a named product. */
function hardware(one: Case): Finding[] {
  const { result } = one.submission;
  const expected = hardwareClass(one);
  if (!result || !expected) return [];
  const findings: Finding[] = [];
  const count = numberAt(result.value, "hardware", "count");
  const at = (field: string) => ({
    file,
    pointer: `/hardware/${field}`,
    ...result.at(["hardware", field]),
  });
  if (expected.count !== undefined && count !== undefined && count !== expected.count) {
    const args = { what: "count", found: count, expected: expected.count, class: expected.id };
    findings.push(finding("hardware-class-mismatch", at("count"), args));
  }
  const { accelerator } = expected;
  const named = textAt(result.value, "hardware", "accelerator");
  // Processors are called by their maker's names; a class of processors says CPU.
  if (accelerator && accelerator !== "CPU" && named !== undefined) {
    if (!named.toLowerCase().includes(accelerator.toLowerCase())) {
      const args = { what: "accelerator", found: named, expected: accelerator, class: expected.id };
      findings.push(finding("hardware-class-mismatch", at("accelerator"), args));
    }
  }
  return findings;
}

function throughput(one: Case): Finding[] {
  const { result } = one.submission;
  const expected = hardwareClass(one);
  const limit = expected?.max_samples_per_second_per_device;
  if (!result || !expected || limit === undefined) return [];
  const devices = numberAt(fieldAt(result.value, "hardware"), "count") ?? 1;
  return listAt(result.value, "runs").flatMap((run, index) => {
    const clock = numberAt(run, "claim", "clock_seconds");
    const seen = numberAt(run, "claim", "samples_seen");
    if (clock === undefined || seen === undefined || seen === 0 || devices < 1) return [];
    const rate = clock === 0 ? Number.MAX_SAFE_INTEGER : Math.round(seen / clock / devices);
    if (rate <= limit) return [];
    const pointer = `/runs/${index}/claim/clock_seconds`;
    const place = { file, pointer, ...result.at(["runs", index, "claim", "clock_seconds"]) };
    return [finding("throughput-implausible", place, { rate, limit, class: expected.id })];
  });
}
