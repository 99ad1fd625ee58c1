import { schema as published } from "@octokit/graphql-schema";
import { buildSchema, type GraphQLSchema, graphqlSync, parse, validate } from "graphql";
import type { Pull, State, Thread } from "./state.ts";

/** GitHub's GraphQL: its published schema, executed over what the stand-in remembers. */

let built: GraphQLSchema | undefined;
const schema = (): GraphQLSchema => (built ??= buildSchema(published.idl, { assumeValid: true }));

type Arguments = { readonly first?: number; readonly after?: string | null };

/** A list as GraphQL pages it: the cursor is the place of the last one that was given. */
function connection<Item>(items: readonly Item[], { first = 30, after }: Arguments) {
  const start = after ? Number(after) : 0;
  const nodes = items.slice(start, start + first);
  const end = start + nodes.length;
  return {
    totalCount: items.length,
    nodes,
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      endCursor: String(end),
      startCursor: String(start),
    },
  };
}

type Written = {
  readonly id: string;
  readonly author: string;
  readonly body: string;
  readonly createdAt: string;
};
const groups = [
  { content: "HEART", reactors: () => ({ totalCount: 1 }) },
  { content: "EYES", reactors: () => ({ totalCount: 0 }) },
];

const written = (one: Written, url: string, type: string) => ({
  __typename: type,
  id: one.id,
  author: { __typename: "User", login: one.author },
  createdAt: one.createdAt,
  updatedAt: one.createdAt,
  url,
  body: one.body,
  reactionGroups: groups,
});

function commentNode(comment: Thread["comments"][number], url: string) {
  return {
    ...written(comment, `${url}#${comment.id}`, "DiscussionComment"),
    replies: (page: Arguments) =>
      connection(
        comment.replies.map((reply) => written(reply, `${url}#${reply.id}`, "DiscussionComment")),
        page,
      ),
  };
}

function threadNode(state: State, thread: Thread) {
  const url = `https://github.com/${state.repository}/discussions/${thread.number}`;
  return {
    ...written({ ...thread, id: `D_${thread.number}` }, url, "Discussion"),
    updatedAt: thread.updatedAt,
    number: thread.number,
    title: thread.title,
    closed: false,
    category: { name: thread.category },
    comments: (page: Arguments) =>
      connection(
        thread.comments.map((one) => commentNode(one, url)),
        page,
      ),
  };
}

function pullNode(state: State, pull: Pull) {
  const given = state.labelEvents.filter(({ issue }) => issue === pull.number);
  return {
    __typename: "PullRequest",
    number: pull.number,
    title: pull.title,
    url: `https://github.com/${state.repository}/pull/${pull.number}`,
    createdAt: pull.openedAt,
    author: { __typename: "User", login: pull.author },
    labels: (page: Arguments) =>
      connection(
        [...state.labelsOf(pull.number)].map((name) => ({ name })),
        page,
      ),
    timelineItems: ({ last = 30 }: { last?: number }) => ({
      nodes: given
        .slice(-last)
        .map(({ name, at }) => ({ __typename: "LabeledEvent", createdAt: at, label: { name } })),
    }),
  };
}

const byNewest = (a: Thread, b: Thread) => (a.updatedAt < b.updatedAt ? 1 : -1);

/** The answer to a question, or what GitHub would find wrong with it. */
export function answerGraphql(
  state: State,
  asked: { query: string; variables?: Record<string, unknown> },
) {
  const problems = validate(schema(), parse(asked.query)).map(({ message }) => message);
  if (problems.length > 0)
    return { problems, body: { errors: problems.map((message) => ({ message })) } };
  const rootValue = {
    repository: () => ({
      pullRequests: (page: Arguments) =>
        connection(
          [...state.pulls.values()]
            .filter((pull) => pull.state === "open")
            .map((pull) => pullNode(state, pull)),
          page,
        ),
      discussions: (page: Arguments) =>
        connection(
          state.threads.toSorted(byNewest).map((one) => threadNode(state, one)),
          page,
        ),
    }),
    node: ({ id }: { id: string }) => {
      const thread = state.threads.find(({ number }) => `D_${number}` === id);
      if (thread) return threadNode(state, thread);
      const comment = state.threads
        .flatMap(({ comments }) => comments)
        .find((one) => one.id === id);
      return comment ? commentNode(comment, "https://github.com/x") : null;
    },
  };
  const body = graphqlSync({
    schema: schema(),
    source: asked.query,
    rootValue,
    variableValues: asked.variables,
  });
  const failed = (body.errors ?? []).map(({ message }) => message);
  return { problems: failed, body: JSON.parse(JSON.stringify(body)) as unknown };
}
