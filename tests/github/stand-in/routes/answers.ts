import { exampleOf } from "../openapi.ts";
import type { State } from "../state.ts";

/** One request, as far as an answer depends on it. */
export type Asked = {
  readonly state: State;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Who the token belongs to. */
  readonly actor: string;
};
export type Answer = { readonly status: number; readonly body: unknown };
export type Route = (asked: Asked) => Answer;
export type Fields = Record<string, unknown>;

export const ok = (body: unknown, status = 200): Answer => ({ status, body });
export const gone = (message = "Not Found"): Answer => ({ status: 404, body: { message } });
export const refused = (message: string): Answer => ({ status: 422, body: { message } });
/** GitHub's example, with what we know put in its place. */
export const like = (id: string, fields: Fields, status = 200): Fields => ({
  ...(exampleOf(id, status) as Fields),
  ...fields,
});
export const first = (id: string, status = 200) => (exampleOf(id, status) as Fields[])[0] as Fields;
export const number = (asked: Asked, name: string) => Number(asked.parameters[name]);
export const text = (value: unknown) => (typeof value === "string" ? value : "");

export const user = (login: string) => ({
  ...(first("issues/list-comments")["user"] as Fields),
  login,
  type: login.endsWith("[bot]") ? "Bot" : "User",
});
