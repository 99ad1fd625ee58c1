import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import type { FunctionInfo } from "@actions/expressions/funcs/info";

/** Evaluates GitHub's expressions with GitHub's own evaluator. */

/** Names that an expression may begin with, and what they hold. */
export type Contexts = { readonly [name: string]: unknown };

/** The functions that tell how the jobs before ended. */
export type Status = "success" | "failure" | "cancelled";

function asData(value: unknown): data.ExpressionData {
  if (value === undefined || value === null) return new data.Null();
  return JSON.parse(JSON.stringify(value), data.reviver) as data.ExpressionData;
}

const names = ["always", "cancelled", "failure", "success"];
const functions: FunctionInfo[] = names.map((name) => ({ name, minArgs: 0, maxArgs: 0 }));

function plain(text: string, contexts: Contexts, status: Status): data.ExpressionData {
  const { tokens } = new Lexer(text).lex();
  const expression = new Parser(tokens, Object.keys(contexts), functions).parse();
  const context = new data.Dictionary(
    ...Object.entries(contexts).map(([key, value]) => ({ key, value: asData(value) })),
  );
  const answers = new Map(
    functions.map((info) => [
      info.name,
      {
        ...info,
        call: () => new data.BooleanData(info.name === "always" || info.name === status),
      },
    ]),
  );
  return new Evaluator(expression, context, answers).evaluate();
}

/** A text in which `${{ … }}` may stand, as the value that GitHub makes of it. */
export function interpolated(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    plain(expression.trim(), contexts, "success").coerceString(),
  );
}

/** The value of one expression, as JSON: for matrices. */
export function jsonOf(text: string, contexts: Contexts): unknown {
  const expression = /^\$\{\{(.*)\}\}$/s.exec(text.trim())?.[1];
  if (expression === undefined) return text;
  return JSON.parse(
    JSON.stringify(plain(expression.trim(), contexts, "success"), data.replacer),
  ) as unknown;
}

/** Whether a job or step with this `if` runs. Without a status function, success is asked for. */
export function holds(text: string | undefined, contexts: Contexts, status: Status): boolean {
  const inner = (text ?? "success()").trim().replace(/^\$\{\{(.*)\}\}$/s, "$1");
  const asks = names.some((name) => new RegExp(`\\b${name}\\s*\\(`).test(inner));
  if (!asks && status !== "success") return false;
  const value = plain(inner, contexts, status);
  return !(value.coerceString() === "false" || value.coerceString() === "" || value.number() === 0);
}
