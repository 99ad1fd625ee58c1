import { describe, expect, test } from "vitest";
import { dialects, importLog, NotImported, Report } from "../../src/logs/import/index.ts";

const SIZE = 300_000;
/** Ten times what the slowest takes on a busy machine; what blows up takes minutes. */
const PATIENCE = 5_000;
const of = (unit: string) => unit.repeat(Math.ceil(SIZE / unit.length));

const texts: Readonly<Record<string, string>> = {
  "a row of words": `step:1/2 ${of("a ")}`,
  "a row of names": `step:1/2 ${of("a:")}`,
  "a row of digits": `step:1/2 val_loss:${of("0")}`,
  "a row of pairs": `Step: 1, Training Logs: ${of("loss: 0.5, ")}`,
  "a row of DiT and words": `(step=1) ${of("a b ")}`,
  "a progress bar": `${of("|")} 1/2 [00:00<${of("0")}`,
  "a time stamp and blanks": `[2025-01-01 00:00:00${of(" ")}`,
  "a checkpoint's name": `[2025-01-01 00:00:00] Saved checkpoint to ${of("1.")}`,
  "quotes that are never closed": of('"a,b,c\n'),
  quotes: of('"'),
  "columns of one name": `${of("a,")}\n${of("1,")}`,
  "more columns of one name than a table has": of("a "),
  "thousands of columns": `${Array.from({ length: 9_999 }, (_, at) => `c${at}`).join(",")}\n${"1,".repeat(9_998)}1`,
  "rows of every width": `a,b\n${Array.from({ length: 1_500 }, (_, at) => "1,".repeat(at + 3)).join("\n")}`,
  "runs begun again": of("step:5/9 loss:1 train_time:9ms\nstep:0/9 loss:1 train_time:1ms\n"),
  launches: of("[2025-01-01 00:00:00] Experiment directory created\n"),
  "stages of an evaluation": `step:1/2 val_loss:1\n${of("final val_loss:1\n")}`,
  "a string of quotes": `{"log_history":[{"step":1,"x":"${of('\\"')}"}]}`,
  "a string without an end": `{"log_history":[NaN${of('"\\')}`,
  brackets: of("["),
  "escapes without an end": of("\u001b["),
  "links without an end": of("\u001b]"),
};

describe.each(Object.entries(texts))("%s", (_, text) => {
  test.each(dialects.map(({ id }) => id))("as %s: ends, with little to tell", async (id) => {
    const dialect = dialects.find((one) => one.id === id);
    if (!dialect) throw new Error(`no dialect ${id}`);
    const bytes = new TextEncoder().encode(text);
    const report = new Report();
    const began = performance.now();
    const source = async function* () {
      for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
    };
    try {
      for await (const { clock } of importLog(dialect, source, {}, report)) {
        expect(clock).toBeGreaterThanOrEqual(0);
      }
    } catch (cause) {
      expect(cause).toBeInstanceOf(NotImported);
      // What is quoted of the log does not fill a screen.
      expect((cause as Error).message.length).toBeLessThan(2_000);
    }
    expect(performance.now() - began).toBeLessThan(PATIENCE);
    expect(report.all().length).toBeLessThan(2_100);
  });
});
