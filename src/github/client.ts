import Bottleneck from "bottleneck";
import { Octokit, RequestError } from "octokit";

/** A connection to one repository on GitHub. */
export type GitHub = {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
  /** Where people look at it, without a final slash. */
  readonly webUrl: string;
  /** Where git fetches from; public, so that git needs no token. */
  readonly gitUrl: string;
};

/** What GitHub Actions sets for every step; the same names work on a laptop. */
export type GitHubVariables = {
  readonly GITHUB_TOKEN?: string | undefined;
  readonly GITHUB_REPOSITORY?: string | undefined;
  readonly GITHUB_API_URL?: string | undefined;
  readonly GITHUB_SERVER_URL?: string | undefined;
  /** Where git fetches from, where that is not the server itself. */
  readonly GIT_REMOTE?: string | undefined;
  /** Unit of the waits between tries, in milliseconds; tests make it small. */
  readonly GITHUB_RETRY_MILLISECONDS?: string | undefined;
};

/** Something that keeps a verb from talking to GitHub; its message is for people. */
export class NoGitHub extends Error {}

const RATE_LIMIT_TRIES = 3;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Connects as the step's token. Requests that fail with 5xx are tried again, and rate limits are
 * waited for as GitHub asks, three times at most.
 */
export function connect(variables: GitHubVariables, fallback: string): GitHub {
  const [owner, repo, ...more] = (variables.GITHUB_REPOSITORY || fallback).split("/");
  if (!owner || !repo || more.length > 0) {
    throw new NoGitHub(
      `GITHUB_REPOSITORY is ${JSON.stringify(variables.GITHUB_REPOSITORY)}; it has to be owner/name.`,
    );
  }
  const unit = Number(variables.GITHUB_RETRY_MILLISECONDS ?? 1000);
  const again = (_after: number, _options: unknown, _octokit: unknown, tries: number) =>
    tries < RATE_LIMIT_TRIES;
  const octokit = new Octokit({
    userAgent: "imagegen-speedrun",
    ...(variables.GITHUB_TOKEN ? { auth: variables.GITHUB_TOKEN } : {}),
    ...(variables.GITHUB_API_URL ? { baseUrl: variables.GITHUB_API_URL } : {}),
    log: quiet,
    retry: { retryAfterBaseValue: unit },
    throttle: {
      onRateLimit: again,
      onSecondaryRateLimit: again,
      retryAfterBaseValue: unit,
      fallbackSecondaryRateRetryAfter: 60,
      // As GitHub asks: a second between writes, three where somebody is notified.
      write: new Bottleneck.Group({ maxConcurrent: 1, minTime: unit }),
      notifications: new Bottleneck.Group({ maxConcurrent: 1, minTime: 3 * unit }),
    },
  });
  const webUrl = `${variables.GITHUB_SERVER_URL || "https://github.com"}/${owner}/${repo}`;
  return { octokit, owner, repo, webUrl, gitUrl: variables.GIT_REMOTE || webUrl };
}

export const isStatus = (cause: unknown, status: number): boolean =>
  cause instanceof RequestError && cause.status === status;

/** What GitHub refused, in words for the person who reads the job's log. */
export function told(cause: unknown): string | null {
  if (cause instanceof NoGitHub) return cause.message;
  if (!(cause instanceof RequestError)) return null;
  const path = new URL(cause.request.url).pathname;
  const what = `${cause.request.method} ${path}`;
  if (cause.status === 403 && /not accessible by integration/i.test(cause.message)) {
    const needed = cause.response?.headers["x-accepted-github-permissions"];
    return `GitHub does not let this token ${what}. The job has to be granted ${needed ?? "the permission"} in its workflow file.`;
  }
  if (cause.status === 401) return `GitHub does not know this token (${what}).`;
  if (cause.status === 403 || cause.status === 429) {
    return `GitHub's rate limit holds (${what}): run the job again later.`;
  }
  if (cause.status >= 500) {
    return `GitHub answered ${cause.status} to every try of ${what}: run the job again.`;
  }
  return `GitHub answered ${cause.status} to ${what}: ${cause.message.split(" - ")[0]}`;
}
