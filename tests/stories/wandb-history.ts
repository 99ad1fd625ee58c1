/** The history of a run as Weights & Biases exports it: quoted, sparse, with columns nobody asked for. */
export function wandbHistory(seed: number): string {
  const rows = [
    '"_step","_runtime","_timestamp","train/loss","val/FD","val/accuracy","system/gpu.0.temp"',
  ];
  for (let step = 1; step <= 40; step++) {
    const evaluated = step % 8 === 0;
    const quality = evaluated
      ? `"${(60 / step + seed / 100).toFixed(4)}","${(0.9 + step / 500).toFixed(3)}"`
      : ",";
    rows.push(
      `"${step}","${(step * 1.25 + seed / 10).toFixed(3)}","${1_767_225_600 + step}","${(1 / step).toFixed(5)}",${quality},"${step === 3 ? "NaN" : 61}"`,
    );
  }
  return `\uFEFF${rows.join("\r\n")}\r\n`;
}
