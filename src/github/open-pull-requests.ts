import type { GitHub } from "./client.ts";

/** An open pull request with the moments at which it was given its labels. */
export type OpenPullRequest = {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly url: string;
  readonly openedAt: string;
  readonly labels: readonly string[];
  /** When each label was given last, by its name. */
  readonly labelled: ReadonlyMap<string, string>;
};

type Node = {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly createdAt: string;
  readonly author: { readonly login: string } | null;
  readonly labels: { readonly nodes: readonly { readonly name: string }[] } | null;
  readonly timelineItems: {
    readonly nodes: readonly {
      readonly createdAt: string;
      readonly label: { readonly name: string };
    }[];
  };
};
type Answer = {
  readonly repository: {
    readonly pullRequests: {
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly nodes: readonly Node[];
    };
  } | null;
};

// One question for a hundred: by REST it would take one more for the history of each.
const LIST = `query open($owner: String!, $repo: String!, $cursor: String) {
  repository(owner: $owner, name: $repo) {
    pullRequests(states: OPEN, first: 100, after: $cursor, orderBy: { field: CREATED_AT, direction: ASC }) {
      pageInfo { hasNextPage endCursor }
      nodes {
        number title url createdAt author { login }
        labels(first: 50) { nodes { name } }
        timelineItems(last: 50, itemTypes: [LABELED_EVENT]) { nodes { ... on LabeledEvent { createdAt label { name } } } }
      }
    }
  }
}`;

/** Every open pull request of the repository, the oldest first. */
export async function openPullRequests(github: GitHub): Promise<OpenPullRequest[]> {
  const { octokit, owner, repo } = github;
  const found: OpenPullRequest[] = [];
  let cursor: string | null = null;
  do {
    const answer: Answer = await octokit.graphql(LIST, { owner, repo, cursor });
    const page = answer.repository?.pullRequests;
    if (!page) return found;
    found.push(...page.nodes.map(asOpen));
    cursor = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (cursor !== null);
  return found;
}

const asOpen = (node: Node): OpenPullRequest => ({
  number: node.number,
  title: node.title,
  author: node.author?.login ?? "ghost",
  url: node.url,
  openedAt: node.createdAt,
  labels: node.labels?.nodes.map(({ name }) => name) ?? [],
  // Oldest first: of a label that was given twice the last time counts.
  labelled: new Map(
    node.timelineItems.nodes.map(({ createdAt, label }) => [label.name, createdAt]),
  ),
});
