import { closeSync, openSync, writeSync } from "node:fs";

/** Loss as Python writes a float32: sixteen or seventeen digits, the costly kind to read. */
const lossAt = (step: number) => Math.fround(0.3 + 1 / (1 + step / 5000) + (step % 97) / 4000);

/** Writes a log of `steps` steps with an evaluation point every ten thousand; returns its bytes. */
export function writeLongLog(path: string, steps: number): number {
  const file = openSync(path, "w");
  let bytes = 0;
  let lines = ['{"event":"start","clock":0,"seed":1,"time":"2026-01-31T12:00:00Z"}'];
  const flush = () => {
    bytes += writeSync(file, `${lines.join("\n")}\n`);
    lines = [];
  };
  for (let step = 1; step < steps; step++) {
    const clock = (step * 0.0421).toFixed(4);
    const place = `"clock":${clock},"step":${step},"samples":${step * 256}`;
    lines.push(`{"event":"step",${place},"loss":${lossAt(step)}}`);
    if (step % 10_000 === 0) {
      const metrics = `{"fd_digits":${5e6 / step},"label_accuracy":${step / steps}}`;
      lines.push(`{"event":"eval",${place},"metrics":${metrics}}`);
      flush();
    }
  }
  flush();
  closeSync(file);
  return bytes;
}

/** A short log that reaches the miniature ruleset's target at its last evaluation point. */
export function shortLog(seed: number, secondsPerStep: number) {
  const lines = [`{"event":"start","clock":0,"seed":${seed},"time":"2026-01-31T12:00:00Z"}`];
  const place = (step: number) =>
    `"clock":${(step * secondsPerStep).toFixed(6)},"step":${step},"samples":${step * 128}`;
  for (let step = 1; step <= 16; step++) {
    lines.push(`{"event":"step",${place(step)},"loss":${lossAt(step * 100)}}`);
    if (step % 8 !== 0) continue;
    const metrics = `{"fd_digits":${step === 16 ? 5.5 : 11},"label_accuracy":0.96}`;
    lines.push(`{"event":"eval",${place(step)},"metrics":${metrics}}`);
  }
  lines.push(`{"event":"end","clock":${(16 * secondsPerStep).toFixed(6)}}`, "");
  const claim = {
    clock_seconds: Number((16 * secondsPerStep).toFixed(6)),
    samples_seen: 16 * 128,
    metrics: { fd_digits: 5.5, label_accuracy: 0.96 },
  };
  return { text: lines.join("\n"), claim };
}
