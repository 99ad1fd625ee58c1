import { closeSync, openSync, writeSync } from "node:fs";

/** A made-up log of another tool, of the length that the tool's logs have. */
export type Foreign = {
  readonly dialect: string;
  readonly name: string;
  readonly steps: number;
  readonly before: string;
  row(step: number): string;
  readonly after: string;
  readonly flags?: readonly string[];
};

const loss = (step: number) => (0.5 + 1 / (1 + step / 5000) + (step % 97) / 4000).toFixed(6);
const stamp = (step: number) =>
  new Date(Date.UTC(2025, 11, 1, 12) + step * 350).toISOString().slice(0, 19).replace("T", " ");
const blue = (step: number) => `[\u001b[34m${stamp(step)}\u001b[0m]`;

export const foreignLogs: readonly Foreign[] = [
  {
    dialect: "sr-dit",
    name: "SR-DiT log.txt, 400,000 steps",
    steps: 400_000,
    before: `${blue(0)} Experiment directory created at exps/a\n`,
    row: (step) =>
      `${blue(step)} Step: ${step}, Training Logs: loss_final: ${loss(step)}, loss_mean: ${loss(step + 1)}, proj_loss: -0.712340, loss_mean_cls: 0.012345, proj_loss_cls: -0.812345, grad_norm: ${loss(step + 2)}\n`,
    after: "",
  },
  {
    dialect: "sr-dit",
    name: "DiT log.txt",
    steps: 200_000,
    before: `${blue(0)} Experiment directory created at results/a\n`,
    row: (step) =>
      `${blue(step)} (step=${String(step).padStart(7, "0")}) Train Loss: ${loss(step)}, Train Steps/Sec: 4.55\n`,
    after: "",
  },
  {
    dialect: "nanogpt",
    name: "modded-nanogpt, with its script",
    steps: 200_000,
    before: '        print0(f"step:{step}/{train_steps} val_loss:{val_loss:.4f}")\n'.repeat(1500),
    row: (step) =>
      `step:${step}/200000 train_loss:${loss(step)} train_time:${step * 140}ms step_avg:140.18ms\n${step % 125 === 0 ? `step:${step}/200000 val_loss:${loss(step)} train_time:${step * 140}ms step_avg:140.18ms\n` : ""}`,
    after: "",
  },
  {
    dialect: "wandb",
    name: "W&B history, 12 columns",
    steps: 200_000,
    before: `_step,_runtime,_timestamp,train/loss,train/lr,grad_norm,val/fid,${["a", "b", "c", "d", "e"].map((name) => `system/${name}`).join(",")}\n`,
    row: (step) =>
      `${step},${step * 0.35},${1_700_000_000 + step * 0.35},${loss(step)},0.0001,2.5,${step % 1000 === 0 ? "33.5" : ""},1.5,2.5,3.5,4.5,5.5\n`,
    after: "",
  },
  {
    dialect: "lightning",
    name: "Lightning metrics.csv",
    steps: 400_000,
    before: "epoch,lr-AdamW,step,train_loss_epoch,train_loss_step,val_fid\n",
    row: (step) => `${Math.floor(step / 5000)},,${step},,${loss(step)},\n`,
    after: "",
  },
  {
    dialect: "csv",
    name: "CSV, every cell quoted",
    steps: 300_000,
    before: "step,seconds,loss,note\n",
    row: (step) => `"${step}","${step * 0.35}","${loss(step)}","a, b"\n`,
    after: "",
  },
  {
    dialect: "tensorboard",
    name: "TensorBoard scalars",
    steps: 400_000,
    before: "Wall time,Step,Value\n",
    row: (step) => `${1_700_000_000 + step * 0.35},${step},${loss(step)}\n`,
    after: "",
  },
  {
    dialect: "hf-trainer",
    name: "trainer_state.json",
    steps: 100_000,
    before: '{\n  "best_metric": NaN,\n  "log_history": [\n',
    row: (step) =>
      `    {\n      "epoch": ${step / 5000},\n      "grad_norm": 1.25,\n      "learning_rate": 5e-05,\n      "loss": ${loss(step)},\n      "step": ${step}\n    },\n`,
    after: '    {"train_runtime": 35000.5, "step": 100000}\n  ]\n}\n',
  },
];

/** Writes a made-up log; returns its bytes. */
export function writeForeign(path: string, { before, row, after, steps }: Foreign): number {
  const file = openSync(path, "w");
  let bytes = 0;
  let text = before;
  for (let step = 1; step <= steps; step++) {
    text += row(step);
    if (text.length < 1 << 20 && step < steps) continue;
    bytes += writeSync(file, text);
    text = "";
  }
  bytes += writeSync(file, after);
  closeSync(file);
  return bytes;
}
