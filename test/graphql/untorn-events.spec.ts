import { expect, it } from "@jest/globals";
import { buildSchema, type ExecutionResult, parse } from "graphql";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { telling } from "../../src/graphql/subscriptions/telling.js";
import { subscribeUntorn } from "../../src/graphql/subscriptions/untorn-events.js";

const schema = buildSchema(`
  type Query { changed: String }
  type Subscription { changed: Change }
  type Change { application: Application }
  type Application { id: ID! owner: String! }
`);
const document = parse("subscription { changed { application { id owner } } }");

/** What the database says of who owns what, before and within the snapshot that an event is read again in. */
interface Owners {
  readonly before: Readonly<Record<string, string>>;
  readonly snapshot?: Readonly<Record<string, string>>;
}

const reads = (owners: Owners["before"]) => {
  const none = {};
  return {
    owners,
    clientApplications: none,
    partners: none,
    developers: none,
    catalogue: none,
    accessTokens: none,
    gatewayTokens: none,
    usage: none,
  };
};
type Reads = ReturnType<typeof reads>;
const readsOf = (context: GraphQLContext) => context.reads as unknown as Reads;

const event = (application: object | null) => ({ changed: { application } });

interface Watched {
  readonly answers: AsyncIterableIterator<ExecutionResult>;
  /** Whether changes are listened to still. */
  isListening(): boolean;
}

/** Watches changes of these applications, one after the other. */
async function watched(
  ids: readonly string[],
  { before, snapshot }: Owners,
  identify = async (): Promise<null> => null,
): Promise<Watched> {
  const changed = [...ids];
  let isListening = true;
  const context = {
    reads: reads(before),
    consistently: snapshot
      ? (work: (reads: Reads) => unknown) => Promise.resolve(work(reads(snapshot)))
      : () => Promise.reject(new Error("The database is away.")),
    actor: null,
    identify,
    credentials: "",
    sharedReads: (_change: object, _key: string, read: () => unknown) => read(),
    work: { spend: async () => {} },
  } as unknown as GraphQLContext;
  const tell = async (id: string, own: GraphQLContext) =>
    own === context || id in readsOf(own).owners ? { event: event({ id }) } : {};
  const changes = {
    async next() {
      const what = changed.shift();
      return what === undefined
        ? { value: undefined, done: true as const }
        : { value: { what, mark: {} }, done: false as const };
    },
    async return() {
      isListening = false;
      return { value: undefined, done: true as const };
    },
    [Symbol.asyncIterator]() {
      return changes;
    },
  };
  const present = event(null);
  const answers = await subscribeUntorn({
    schema,
    document,
    contextValue: context,
    subscribeFieldResolver: () => telling(context, { changes, present, presentIs: "app_first", tell }),
    fieldResolver: (source, _args, own, { fieldName }) =>
      fieldName === "owner" ? readsOf(own).owners[source.id] : source[fieldName],
  });
  if (!(Symbol.asyncIterator in answers)) throw new Error(JSON.stringify(answers));
  return { answers, isListening: () => isListening };
}

/** What is told of them. */
async function toldOf(ids: readonly string[], owners: Owners): Promise<ExecutionResult[]> {
  const { answers } = await watched(ids, owners);
  const told: ExecutionResult[] = [];
  for await (const each of answers) told.push(each);
  return told.slice(1);
}

const application = (id: string, owner: string) => ({ data: { changed: { application: { id, owner } } } });

it("tells an event that was torn again, as it is within one snapshot", async () => {
  expect(await toldOf(["app_a"], { before: {}, snapshot: { app_a: "Ada" } })).toEqual([
    application("app_a", "Ada"),
  ]);
});

it("leaves out what is gone in that snapshot, and goes on", async () => {
  expect(await toldOf(["app_a", "app_b"], { before: { app_b: "Ben" }, snapshot: {} })).toEqual([
    application("app_b", "Ben"),
  ]);
});

it("tells what went wrong when it cannot be read again", async () => {
  const [told] = await toldOf(["app_a"], { before: {} });
  expect(told).toMatchObject({
    data: { changed: { application: null } },
    errors: [{ message: expect.stringContaining("Cannot return null") }],
  });
});

it("listens to changes no longer once one cannot be told", async () => {
  const away = () => Promise.reject(new Error("The database is away."));
  const { answers, isListening } = await watched(["app_a"], { before: { app_a: "Ada" } }, away);
  await answers.next();
  expect(isListening()).toBe(true);
  await expect(answers.next()).rejects.toThrow("The database is away.");
  expect(isListening()).toBe(false);
});
