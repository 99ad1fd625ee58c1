import type { Comment, Discussion, Reply } from "../schemas/discussion.ts";
import type { GitHub } from "./client.ts";

/** GitHub Discussions, which only GraphQL gives. */

type Group = { readonly content: string; readonly reactors: { readonly totalCount: number } };
type Page<Node> = {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Node[];
};
type ReplyNode = {
  readonly id: string;
  readonly author: { readonly login: string } | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly url: string;
  readonly body: string;
  readonly reactionGroups: readonly Group[] | null;
};
type CommentNode = ReplyNode & { readonly replies: Page<ReplyNode> };
type Node = Omit<ReplyNode, "id"> & {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly closed: boolean;
  readonly category: { readonly name: string };
  readonly comments: Page<CommentNode>;
};

const written =
  "id author { login } createdAt updatedAt url body reactionGroups { content reactors { totalCount } }";
const next = "pageInfo { hasNextPage endCursor }";
const replies = `replies(first: 100) { ${next} nodes { ${written} } }`;

const LIST = `query discussions($owner: String!, $repo: String!, $cursor: String) {
  repository(owner: $owner, name: $repo) {
    discussions(first: 25, after: $cursor, orderBy: { field: UPDATED_AT, direction: DESC }) {
      ${next}
      nodes { ${written} number title closed category { name } comments(first: 50) { ${next} nodes { ${written} ${replies} } } }
    }
  }
}`;
const COMMENTS = `query comments($id: ID!, $cursor: String) {
  node(id: $id) { ... on Discussion { comments(first: 50, after: $cursor) { ${next} nodes { ${written} ${replies} } } } }
}`;
const REPLIES = `query replies($id: ID!, $cursor: String) {
  node(id: $id) { ... on DiscussionComment { replies(first: 100, after: $cursor) { ${next} nodes { ${written} } } } }
}`;

/** GraphQL's names of reactions as REST has them. */
const KINDS: Readonly<Record<string, string>> = {
  THUMBS_UP: "+1",
  THUMBS_DOWN: "-1",
  LAUGH: "laugh",
  CONFUSED: "confused",
  HEART: "heart",
  HOORAY: "hooray",
  ROCKET: "rocket",
  EYES: "eyes",
};

const reactionsOf = (groups: readonly Group[] | null): Record<string, number> =>
  Object.fromEntries(
    (groups ?? [])
      .filter(({ reactors }) => reactors.totalCount > 0)
      .map(({ content, reactors }) => [KINDS[content] ?? content, reactors.totalCount]),
  );

const replyOf = (node: ReplyNode): Reply => ({
  id: node.id,
  author: node.author?.login ?? "ghost",
  created_at: node.createdAt,
  updated_at: node.updatedAt,
  url: node.url,
  body: node.body,
  reactions: reactionsOf(node.reactionGroups),
});

/** Everything after a first page, by further questions. */
async function rest<One>(
  page: Page<One>,
  ask: (cursor: string) => Promise<Page<One> | null>,
): Promise<One[]> {
  const nodes = [...page.nodes];
  let { hasNextPage, endCursor } = page.pageInfo;
  while (hasNextPage && endCursor !== null) {
    const more = await ask(endCursor);
    if (more === null) break;
    nodes.push(...more.nodes);
    ({ hasNextPage, endCursor } = more.pageInfo);
  }
  return nodes;
}

async function commentOf({ octokit }: GitHub, node: CommentNode): Promise<Comment> {
  const all = await rest(node.replies, async (cursor) => {
    const found = await octokit.graphql<{ node: { replies: Page<ReplyNode> } | null }>(REPLIES, {
      id: node.id,
      cursor,
    });
    return found.node?.replies ?? null;
  });
  return { ...replyOf(node), replies: all.map(replyOf) };
}

async function discussionOf(github: GitHub, node: Node): Promise<Discussion> {
  const nodes = await rest(node.comments, async (cursor) => {
    const found = await github.octokit.graphql<{ node: { comments: Page<CommentNode> } | null }>(
      COMMENTS,
      { id: node.id, cursor },
    );
    return found.node?.comments ?? null;
  });
  const comments: Comment[] = [];
  for (const one of nodes) comments.push(await commentOf(github, one));
  const { id: _, ...own } = replyOf(node);
  return {
    schema: 1,
    kind: "discussion",
    number: node.number,
    title: node.title,
    state: node.closed ? "closed" : "open",
    labels: [node.category.name],
    ...own,
    comments,
  };
}

/** Discussions that changed since a moment, newest first until one is older. */
export async function changedDiscussions(
  github: GitHub,
  since: string | null,
): Promise<Discussion[]> {
  const { octokit, owner, repo } = github;
  const found: Discussion[] = [];
  let cursor: string | null = null;
  do {
    const answer: { repository: { discussions: Page<Node> } | null } = await octokit.graphql(LIST, {
      owner,
      repo,
      cursor,
    });
    const page: Page<Node> | undefined = answer.repository?.discussions;
    if (!page) return found;
    for (const node of page.nodes) {
      if (since !== null && node.updatedAt < since) return found;
      found.push(await discussionOf(github, node));
    }
    cursor = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (cursor !== null);
  return found;
}
