import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, symlinkSync, truncateSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Code } from "../../src/findings/catalogue.ts";
import type { SpoiledEntry } from "../checks/entry.ts";

const result = "result.json";
const log = "run-3.jsonl";

/** Something a stranger could send, and a code that the check has to answer it with. */
export type Hostile = { readonly code: Code; readonly make: (entry: SpoiledEntry) => void };

const inResult = (code: Code, from: string | RegExp, to: string): Hostile => ({
  code,
  make: (entry) => entry.replace(result, from, to),
});
const asResult = (code: Code, text: string): Hostile => ({
  code,
  make: (entry) => entry.write(result, text),
});
const asLog = (code: Code, text: string | Uint8Array): Hostile => ({
  code,
  make: (entry) => entry.write(log, text),
});
const linked = (name: string, target: string): Hostile => ({
  code: "file-unexpected",
  make: (entry) => {
    rmSync(entry.path(name));
    symlinkSync(target, entry.path(name));
  },
});

const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const TITLE = '"title": "';
const TRAP_KEYS = '"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, ';

export const documents: Record<string, Hostile> = {
  "ten thousand brackets, closed": asResult("result-not-json", deep(10_000)),
  "a million objects in each other": asResult("file-unread", '{"a":'.repeat(1_000_000)),
  "objects in each other": asResult("result-not-json", '{"a":'.repeat(100_000)),
  "a hundred megabytes": {
    code: "file-unread",
    make: (entry) => truncateSync(entry.path(result), 100_000_000),
  },
  "a terabyte that takes no room": {
    code: "file-unread",
    make: (entry) => truncateSync(entry.path(log), 1e12),
  },
  "nothing but zeros": asResult("result-not-json", "\0".repeat(900_000)),
  "a string that never ends": asResult("result-not-json", `"${"\\".repeat(900_001)}`),
  "half a million quotes": asResult("result-not-json", '"'.repeat(900_001)),
  "fifty thousand equal keys": inResult(
    "result-duplicate-key",
    TITLE,
    `${'"a":1,'.repeat(50_000)}${TITLE}`,
  ),
  "sixty thousand unknown keys": inResult(
    "schema-more-problems",
    TITLE,
    `${Array.from({ length: 60_000 }, (_, at) => `"${at}":1,`).join("")}${TITLE}`,
  ),
  "fifty thousand blanks": inResult(
    "blank-left",
    '"changes": [',
    `"changes": [${'"FILL IN",'.repeat(50_000)}`,
  ),
  "a hundred thousand runs": inResult(
    "schema-more-problems",
    '"runs": [',
    `"runs": [${"{},".repeat(100_000)}`,
  ),
  "twenty thousand runs with strange logs": inResult(
    "schema-more-problems",
    '"runs": [',
    `"runs": [${'{"log":{},"seed":[]},'.repeat(20_000)}`,
  ),
  "fifty thousand ancestors": inResult(
    "based-on-unknown",
    '"based_on": [',
    `"based_on": [${'"2026-02-01-furst-l",'.repeat(40_000)}`,
  ),
  "keys that reach for prototypes": inResult("schema-unknown-field", TITLE, TRAP_KEYS + TITLE),
  "prototypes as a value": inResult("schema-unknown-field", '"code": {', `"code": {${TRAP_KEYS}`),
  "a track that objects inherit": inResult("track-unknown", '"basic"', '"__proto__"'),
  "a ruleset that objects inherit": inResult("ruleset-unknown", '"mini-v1"', '"constructor"'),
  "a metric that objects inherit": inResult(
    "schema-unknown-field",
    '"fd_digits":',
    '"toString": 1, "__proto__": 1, "fd_digits":',
  ),
  "an infinite clock": inResult(
    "result-not-json",
    /"clock_seconds": [\d.]+/,
    '"clock_seconds": 1e400',
  ),
  "a seed beyond exact integers": inResult(
    "schema-out-of-range",
    '"seed": 3,',
    '"seed": 9007199254740993,',
  ),
  "as many parameters as fit": inResult(
    "parameters-implausible",
    '"parameters": 300000',
    '"parameters": 9007199254740991',
  ),
  "minus nothing": inResult("log-seed-mismatch", '"seed": 3,', '"seed": -0,'),
  "a log from above": inResult("schema-wrong-form", '"run-3.jsonl"', '"../run-3.jsonl"'),
  "samples from the root": inResult("schema-wrong-form", '"samples-3.npz"', '"/etc/passwd"'),
  "samples with an escaped path": inResult(
    "schema-wrong-form",
    '"samples-3.npz"',
    '"..%2f..\\\\x"',
  ),
  "a title written backwards": inResult("schema-wrong-form", TITLE, `${TITLE}\u202e`),
  "a name with a mark of direction": inResult("schema-wrong-form", '"Test Person"', '"a\u200fb"'),
  "a name with an Arabic mark": inResult("schema-wrong-form", '"Test Person"', '"a\u061cb"'),
  "a title in two lines of Unicode": inResult("schema-wrong-form", TITLE, `${TITLE}a\u2028b`),
  "a title that moves a terminal": inResult("schema-wrong-form", TITLE, `${TITLE}\\u009b2J`),
  "a name half of a pair": inResult("schema-wrong-form", '"test-person"', '"\\ud800"'),
};

export const logs: Record<string, Hostile> = {
  "a deep line": asLog("log-broken-line", `${deep(400_000)}\n`),
  "deep metrics": asLog(
    "log-broken-line",
    `{"event":"eval","clock":1,"metrics":{"a":${deep(10_000)}}}\n`,
  ),
  "metrics that reach for prototypes": asLog(
    "log-broken-line",
    '{"event":"eval","clock":1,"metrics":{"__proto__":1,"constructor":2}}\n',
  ),
  "an event that objects inherit": asLog("log-broken-line", '{"event":"toString","clock":1}\n'),
  "a clock no number holds": asLog("log-broken-line", '{"event":"step","clock":1e400}\n'),
  "a step beyond exact integers": asLog(
    "log-broken-line",
    '{"event":"step","clock":1,"step":9007199254740993}\n',
  ),
  "a million empty lines": asLog("log-empty", "\n".repeat(1_000_000)),
  "half a million broken lines": asLog("log-more-problems", "x\n".repeat(500_000)),
  "a thousand metrics in a line": asLog(
    "log-broken-line",
    `{"event":"eval","clock":1,"metrics":{${Array.from({ length: 1000 }, (_, at) => `"m${at}":1`)}}}\n`,
  ),
  "gzip in name only": asLog("log-broken-line", Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3)),
  "gzip in gzip": asLog("log-broken-line", gzipSync(gzipSync("{}"))),
  "sixteen bits a character": asLog("log-broken-line", Buffer.from("\ufeff{}\n", "utf16le")),
  "bytes that are no text": asLog("log-broken-line", Buffer.alloc(100_000, 0xff)),
};

export const folders: Record<string, Hostile> = {
  "result.json that leads elsewhere": {
    code: "result-missing",
    make: (entry) => linked(result, "/etc/passwd").make(entry),
  },
  "a log that leads to an endless device": linked(log, "/dev/zero"),
  "a log that leads to a folder": linked(log, "/"),
  "a README that leads to itself": linked("README.md", "README.md"),
  "a log that is a pipe nobody writes to": {
    code: "file-unexpected",
    make: (entry) => {
      rmSync(entry.path(log));
      execFileSync("mkfifo", [entry.path(log)]);
    },
  },
  "result.json that is a pipe": {
    code: "result-missing",
    make: (entry) => {
      rmSync(entry.path(result));
      execFileSync("mkfifo", [entry.path(result)]);
    },
  },
  "a hundred thousand files": {
    code: "folder-crowded",
    make: (entry) => {
      for (let at = 0; at < 100_000; at++) closeSync(openSync(entry.path(`x${at}`), "w"));
    },
  },
  "a folder of the log's name": {
    code: "file-unexpected",
    make: (entry) => {
      rmSync(entry.path(log));
      mkdirSync(entry.path(log));
    },
  },
  "names that differ in case alone": {
    code: "file-unexpected",
    make: (entry) => entry.write("README.MD", "x"),
  },
  "names that differ in Unicode form alone": {
    code: "file-unexpected",
    make: (entry) => {
      entry.write("r\u00e9sum\u00e9.md", "x");
      entry.write("re\u0301sume\u0301.md", "x");
    },
  },
  "a name that is shown as another": {
    code: "file-unexpected",
    make: (entry) => entry.write("gpj.\u202enosj.tluser", "x"),
  },
  "a name with a line feed and an escape": {
    code: "file-unexpected",
    make: (entry) => entry.write("a\n::error::\u001b[2J", "x"),
  },
  "a ruling that is nothing but brackets": {
    code: "folder-name",
    make: (entry) => {
      entry.write("rulings.yaml", "[".repeat(100_000));
      entry.replace(result, '"2026-02-08"', '"2026-02-09"');
    },
  },
  "a ruling that multiplies itself": {
    code: "folder-name",
    make: (entry) => {
      const lines = Array.from(
        { length: 30 },
        (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]`,
      );
      entry.write("rulings.yaml", `a0: &a0 [x]\n${lines.join("\n")}\n`);
      entry.replace(result, '"2026-02-08"', '"2026-02-09"');
    },
  },
};
