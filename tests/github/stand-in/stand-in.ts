import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerGraphql } from "./graphql.ts";
import { operationOf, requestProblems, responseProblems } from "./openapi.ts";
import { allows, type Grants, neededFor } from "./permissions.ts";
import { GitSide } from "./repository.ts";
import { routes } from "./routes/index.ts";
import { type Pull, State } from "./state.ts";

/** Something that goes wrong between us and GitHub. */
export type Fault = "502" | "rate-limit" | "secondary-rate-limit" | "cut";

type Matcher = { readonly method: string; readonly path: RegExp };
type Token = { readonly actor: string; readonly grants: Grants };

/**
 * GitHub on this machine: stateful, over a real repository, answering what the workflows ask. Every
 * request and every answer of its own is held against GitHub's published description; what does not
 * fit stands in `violations`.
 */
export class StandInGitHub {
  readonly state: State;
  readonly violations: string[] = [];
  readonly requests: {
    readonly operation: string;
    readonly actor: string;
    readonly status: number;
  }[] = [];
  readonly #server: Server;
  readonly #tokens = new Map<string, Token>();
  readonly #faults: { matcher: Matcher; left: number; fault: Fault }[] = [];
  readonly #hooks: { matcher: Matcher; action: () => void }[] = [];

  private constructor(state: State) {
    this.state = state;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  /** `files` make main; `folder` is where repositories lie. */
  static async start(options: {
    readonly owner: string;
    readonly name: string;
    readonly folder: string;
    readonly files: readonly { readonly source: string; readonly to: string }[];
  }): Promise<StandInGitHub> {
    const state = new State(
      options.owner,
      options.name,
      new GitSide(options.folder, options.files),
    );
    const made = new StandInGitHub(state);
    await new Promise<void>((done) => made.#server.listen(0, "127.0.0.1", done));
    return made;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** A token as a job gets it: GitHub's bot, with the grants of the workflow file. */
  token(grants: Grants, actor = "github-actions[bot]"): string {
    const token = `token-${this.#tokens.size}`;
    this.#tokens.set(token, { actor, grants });
    return token;
  }

  /** Opens a pull request from a fork: files that differ from main, null where one is removed. */
  openPullRequest(opened: {
    readonly author: string;
    readonly branch: string;
    readonly title?: string;
    readonly files: Readonly<Record<string, string | Uint8Array | null>>;
  }): Pull {
    const { state } = this;
    const number = state.nextNumber();
    const { author, branch, title = "A submission", files } = opened;
    const head = state.git.commit(author, "refs/heads/main", `refs/pull/${number}/head`, files);
    const pull: Pull = {
      number,
      author,
      title,
      body: "",
      fork: `${author}/${state.name}`,
      branch,
      openedAt: state.now(),
      head,
      state: "open",
      mergedAt: null,
    };
    state.pulls.set(number, pull);
    return pull;
  }

  /** Opens a pull request from a branch of the repository itself. */
  openFromBranch(opened: { readonly author: string; readonly branch: string }): Pull {
    const { state } = this;
    const number = state.nextNumber();
    const head = state.git.shaOf(`refs/heads/${opened.branch}`);
    if (head === null) throw new Error(`there is no branch ${opened.branch}`);
    state.git.bare.git("update-ref", `refs/pull/${number}/head`, head);
    const pull: Pull = {
      number,
      title: opened.branch,
      body: "",
      fork: state.repository,
      openedAt: state.now(),
      head,
      state: "open",
      mergedAt: null,
      ...opened,
    };
    state.pulls.set(number, pull);
    return pull;
  }

  /** Another commit on a pull request's branch. */
  push(pull: Pull, files: Readonly<Record<string, string | Uint8Array | null>>): string {
    const ref = `refs/pull/${pull.number}/head`;
    pull.head = this.state.git.commit(pull.author, ref, ref, files);
    return pull.head;
  }

  /** Merges a branch of the repository into main; pull requests whose head is in it close as merged. */
  merge(branch: string): string {
    const { git } = this.state;
    const work = git.clone("Maintainer");
    work.git("fetch", "--quiet", "origin", branch);
    work.git("merge", "--quiet", "--no-ff", "-m", `Merge ${branch}`, "FETCH_HEAD");
    work.git("push", "--quiet", "origin", "HEAD:main");
    for (const pull of this.state.pulls.values()) {
      if (pull.state === "closed") continue;
      if (git.bare.git("merge-base", pull.head, "refs/heads/main") !== pull.head) continue;
      pull.state = "closed";
      pull.mergedAt = this.state.now();
    }
    return git.shaOf("refs/heads/main") ?? "";
  }

  /** The run of a workflow that a pull request's push brought about. */
  run(pull: Pull, event = "pull_request"): number {
    const id = this.state.nextId();
    this.state.runs.set(id, {
      id,
      event,
      head: pull.head,
      branch: pull.branch,
      repository: pull.fork,
    });
    return id;
  }

  fail(method: string, path: RegExp, times: number, fault: Fault): void {
    this.#faults.push({ matcher: { method, path }, left: times, fault });
  }
  /** Nothing fails any more. */
  quiet(): void {
    this.#faults.length = 0;
  }
  /** Acts once, just before the next matching request is answered. */
  before(method: string, path: RegExp, action: () => void): void {
    this.#hooks.push({ matcher: { method, path }, action });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.apiUrl);
    const method = request.method ?? "GET";
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString("utf8");
    const hit = ({ matcher }: { matcher: Matcher }) =>
      matcher.method === method && matcher.path.test(url.pathname);
    if (
      this.#fails(
        this.#faults.find((one) => one.left > 0 && hit(one)),
        response,
      )
    )
      return;
    const hook = this.#hooks.findIndex(hit);
    if (hook >= 0) this.#hooks.splice(hook, 1)[0]?.action();
    const { operation, actor, status, body, headers } = this.#handle(
      method,
      url,
      request.headers.authorization,
      raw,
    );
    this.requests.push({ operation, actor, status });
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(status === 204 ? undefined : JSON.stringify(body));
  }

  #fails(found: { left: number; fault: Fault } | undefined, response: ServerResponse): boolean {
    if (!found) return false;
    found.left -= 1;
    const json = { "content-type": "application/json" };
    const body = JSON.stringify({ message: "API rate limit exceeded" });
    if (found.fault === "cut") response.destroy();
    else if (found.fault === "502") response.writeHead(502, json).end('{"message":"Server Error"}');
    else if (found.fault === "secondary-rate-limit") {
      const told = '{"message":"You have exceeded a secondary rate limit."}';
      response.writeHead(403, { ...json, "retry-after": "1" }).end(told);
    } else {
      const reset = String(Math.floor(Date.now() / 1000));
      response
        .writeHead(403, { ...json, "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset })
        .end(body);
    }
    return true;
  }

  #handle(method: string, url: URL, authorization: string | undefined, raw: string) {
    const token = this.#tokens.get((authorization ?? "").replace(/^(token|bearer) /i, ""));
    const actor = token?.actor ?? "nobody";
    if (url.pathname === "/graphql") return this.#graphql(token, raw);
    const call = operationOf(method, url.pathname);
    const told = (
      operation: string,
      status: number,
      body: unknown,
      headers: Record<string, string> = {},
    ) => ({ operation, actor, status, body, headers });
    if (!call)
      return this.#violation(
        `${method} ${url.pathname}: GitHub has no such operation`,
        told("none", 404, { message: "Not Found" }),
      );
    const id = call.operation.operationId;
    if (!token) return told(id, 401, { message: "Bad credentials" });
    const query = new URLSearchParams(url.searchParams);
    const body: unknown = raw === "" ? undefined : JSON.parse(raw);
    const wrong = requestProblems(call, query, body);
    if (wrong.length > 0)
      return this.#violation(wrong.join("\n"), told(id, 422, { message: wrong[0] }));
    if (!allows(token.grants, id)) {
      const headers = { "x-accepted-github-permissions": neededFor(id) };
      return told(id, 403, { message: "Resource not accessible by integration" }, headers);
    }
    const route = routes[id];
    if (!route)
      return this.#violation(`${id}: the stand-in does not answer this yet`, told(id, 501, {}));
    const asked = {
      state: this.state,
      parameters: call.parameters,
      query,
      body: (body ?? {}) as Record<string, unknown>,
      actor,
    };
    const answer = route(asked);
    const { page, headers } = paged(answer.body, query, url);
    const bad = responseProblems(call, answer.status, page);
    if (bad.length > 0) return this.#violation(bad.join("\n"), told(id, 500, { message: bad[0] }));
    return told(id, answer.status, page, headers);
  }

  #graphql(token: Token | undefined, raw: string) {
    const told = { operation: "graphql", actor: token?.actor ?? "nobody", headers: {} };
    if (!token) return { ...told, status: 401, body: { message: "Bad credentials" } };
    const asked: { query: string } = JSON.parse(raw);
    const grant = /\bpullRequests\s*\(/.test(asked.query) ? "pull-requests" : "discussions";
    if (!token.grants[grant]) {
      const errors = [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }];
      return { ...told, status: 200, body: { data: null, errors } };
    }
    const { problems, body } = answerGraphql(this.state, asked);
    if (problems.length > 0)
      return this.#violation(problems.join("\n"), { ...told, status: 200, body });
    return { ...told, status: 200, body };
  }

  #violation<Answer>(problem: string, answer: Answer): Answer {
    this.violations.push(problem);
    return answer;
  }
}

/** A list in GitHub's pages: thirty unless asked, a hundred at most, with a link to the next. */
function paged(
  body: unknown,
  query: URLSearchParams,
  url: URL,
): { page: unknown; headers: Record<string, string> } {
  if (!Array.isArray(body)) return { page: body, headers: {} };
  const size = Math.min(100, Number(query.get("per_page") ?? 30));
  const number = Number(query.get("page") ?? 1);
  const page = body.slice((number - 1) * size, number * size);
  if (number * size >= body.length) return { page, headers: {} };
  const next = new URL(url);
  next.searchParams.set("page", String(number + 1));
  return { page, headers: { link: `<${next.href}>; rel="next"` } };
}
