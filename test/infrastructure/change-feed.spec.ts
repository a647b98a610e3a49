import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import pg from "pg";
import type { PartnerChange } from "../../src/application/consequences/changes-of.js";
import {
  accessEndedChannel,
  applicationChangedChannel,
  type Change,
  type Changes,
  type Missed,
  partnerChangedChannel,
} from "../../src/application/ports/change-feed.js";
import { createChangeFeed } from "../../src/infrastructure/change-feed.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";
import { recordingLogger } from "../support/logger.js";

const logger = recordingLogger();
let database: TestDatabase;
let other: pg.Client;
let feed: ReturnType<typeof createChangeFeed>;

beforeAll(async () => {
  database = await createTestDatabase();
  other = new pg.Client({ connectionString: database.url });
  await other.connect();
});

afterAll(async () => {
  await other.end();
  await database.drop();
});

beforeEach(async () => {
  feed = createChangeFeed({ databaseUrl: database.url, logger });
  await feed.start();
});

afterEach(() => feed.close());

const notify = (id: string) => other.query("select pg_notify($1, $2)", [applicationChangedChannel, id]);

/** What comes within `milliseconds`; "nothing" otherwise. */
async function within(
  milliseconds: number,
  result: Promise<IteratorResult<Change<string>>>,
): Promise<string> {
  const nothing = sleep(milliseconds, undefined, { ref: false }).then(() => "nothing");
  return Promise.race([result.then(({ value, done }) => (done ? "the end" : value.what)), nothing]);
}

/** What comes sooner or later. */
const soon = (result: Promise<IteratorResult<Change<string>>>) => within(60_000, result);

const listening = async (): Promise<number[]> => {
  const { rows } = await other.query<{ pid: number }>(
    "select pid from pg_stat_activity where datname = current_database() and query ilike 'listen %'",
  );
  return rows.map(({ pid }) => pid);
};

/** Whether the database takes new connections; those that it has stay. */
async function allowConnections(isAllowed: boolean): Promise<void> {
  const server = new URL(database.url);
  const name = server.pathname.slice(1);
  server.pathname = "/postgres";
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  await client.query(`alter database ${name} allow_connections ${isAllowed}`);
  await client.end();
}

describe("the change feed", () => {
  const tellPartner = (partnerId: string, change: object) =>
    other.query("select pg_notify($1, $2)", [partnerChangedChannel, JSON.stringify({ partnerId, change })]);
  const kindsOf = async (changes: Changes<PartnerChange | Missed>, count: number) => {
    const kinds: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const { value } = await changes.next();
      kinds.push(value.what.kind);
    }
    return kinds;
  };

  it("that is stopped twice takes nothing from who has begun meanwhile", async () => {
    const first = feed.changesOf("app_1");
    await first.return?.();
    const second = feed.changesOf("app_1");
    await first.return?.();
    await notify("app_1");
    expect(await soon(second.next())).toBe("app_1");
    await second.return?.();
  });

  it("tells whoever watches a partner of each change in order, and of no other partner's", async () => {
    const watching = [feed.changesOfPartner("prt_1"), feed.changesOfPartner("prt_1")];
    await tellPartner("prt_2", { kind: "COMPANY_CHANGED" });
    await tellPartner("prt_1", { kind: "APPLICATION_REGISTERED", id: "app_1" });
    await tellPartner("prt_1", { kind: "APPLICATION_DELETED", id: "app_1" });
    const [one, other] = await Promise.all(watching.map((changes) => changes.next()));
    expect(one?.value.what).toEqual({ kind: "APPLICATION_REGISTERED", id: "app_1" });
    expect(other?.value.mark).toBe(one?.value.mark);
    for (const changes of watching) expect(await kindsOf(changes, 1)).toEqual(["APPLICATION_DELETED"]);
  });

  it("tells whoever is too slow for all changes of a partner that they have missed some, and goes on", async () => {
    const slow = feed.changesOfPartner("prt_1");
    const marker = feed.changesOf("app_marker");
    for (let index = 0; index < 101; index += 1)
      await tellPartner("prt_1", { kind: "APPLICATION_CHANGED", id: `app_${index}` });
    await tellPartner("prt_1", { kind: "COMPANY_CHANGED" });
    await other.query("select pg_notify($1, $2)", [applicationChangedChannel, "app_marker"]);
    await marker.next();
    expect(await kindsOf(slow, 2)).toEqual(["MISSED", "COMPANY_CHANGED"]);
  });

  it("R36 tells of each end of a developer's access, until nobody asks any more, and of nobody else's", async () => {
    const told: string[] = [];
    const stop = feed.onAccessEnded("dev_1", () => told.push("dev_1"));
    feed.onAccessEnded("dev_2", () => told.push("dev_2"));
    const end = (id: string) => other.query("select pg_notify($1, $2)", [accessEndedChannel, id]);
    await end("dev_1");
    await end("dev_1");
    await eventually(async () => told.length === 2);
    stop();
    await end("dev_1");
    await end("dev_2");
    await eventually(async () => told.length === 3);
    expect(told).toEqual(["dev_1", "dev_1", "dev_2"]);
  });

  it("tells every subscriber of an application, whichever connection changed it", async () => {
    const subscribers = [feed.changesOf("app_1"), feed.changesOf("app_1")];
    await notify("app_1");
    for (const subscriber of subscribers) expect(await soon(subscriber.next())).toBe("app_1");
  });

  it("tells nobody of other applications", async () => {
    const changes = feed.changesOf("app_1");
    const next = changes.next();
    await notify("app_2");
    expect(await within(200, next)).toBe("nothing");
    await notify("app_1");
    expect(await soon(next)).toBe("app_1");
  });

  it("tells when the transaction commits, and nothing when it rolls back", async () => {
    const changes = feed.changesOf("app_1");
    const next = changes.next();
    await other.query("begin");
    await notify("app_1");
    await other.query("rollback");
    expect(await within(200, next)).toBe("nothing");
    await other.query("begin");
    await notify("app_1");
    expect(await within(200, next)).toBe("nothing");
    await other.query("commit");
    expect(await soon(next)).toBe("app_1");
  });

  it("does not miss what happens before the first next()", async () => {
    const changes = feed.changesOf("app_1");
    await notify("app_1");
    await sleep(100);
    expect(await soon(changes.next())).toBe("app_1");
  });

  it("shows a burst to a slow consumer as one", async () => {
    const changes = feed.changesOf("app_1");
    const marker = feed.changesOf("app_marker");
    for (let index = 0; index < 1_000; index += 1) await notify("app_1");
    await notify("app_marker");
    expect(await soon(marker.next())).toBe("app_marker");
    expect(await soon(changes.next())).toBe("app_1");
    expect(await within(200, changes.next())).toBe("nothing");
  });

  it("ends at return(), also for who waits in next()", async () => {
    const changes = feed.changesOf("app_1");
    const waiting = changes.next();
    await changes.return?.();
    expect(await soon(waiting)).toBe("the end");
    await notify("app_1");
    expect(await soon(changes.next())).toBe("the end");
    await changes.return?.();
  });

  it("is a for-await loop's to leave", async () => {
    const left = (async () => {
      for await (const { what } of feed.changesOf("app_1")) return what;
    })();
    await notify("app_1");
    expect(await left).toBe("app_1");
  });

  it("listens on one connection, however many subscribe", async () => {
    for (let index = 0; index < 50; index += 1) feed.changesOf(`app_${index}`);
    expect(await listening()).toHaveLength(1);
  });

  it("comes back after its connection is lost, and then tells everybody once, since something may be missed", async () => {
    const one = feed.changesOf("app_1");
    const two = feed.changesOf("app_2");
    const watching = feed.changesOfPartner("prt_1");
    const [pid] = await listening();
    await other.query("select pg_terminate_backend($1)", [pid]);
    expect(await soon(one.next())).toBe("app_1");
    expect(await soon(two.next())).toBe("app_2");
    expect(await within(200, one.next())).toBe("nothing");
    expect(await kindsOf(watching, 1)).toEqual(["MISSED"]);
    const next = feed.changesOf("app_3");
    await notify("app_3");
    expect(await soon(next.next())).toBe("app_3");
  });

  it("comes back again and again", async () => {
    for (let round = 0; round < 3; round += 1) {
      const changes = feed.changesOf("app_1");
      const [pid] = await listening();
      await other.query("select pg_terminate_backend($1)", [pid]);
      expect(await soon(changes.next())).toBe("app_1");
      await changes.return?.();
    }
  });

  it("keeps trying while the database takes no connections, and forgets nobody who subscribes meanwhile", async () => {
    const before = feed.changesOf("app_1");
    const waiting = before.next();
    const [pid] = await listening();
    await allowConnections(false);
    await other.query("select pg_terminate_backend($1)", [pid]);
    const meanwhile = feed.changesOf("app_2");
    const left = feed.changesOf("app_3");
    await left.return?.();
    await notify("app_1");
    expect(await within(400, waiting)).toBe("nothing");
    await allowConnections(true);
    expect(await soon(waiting)).toBe("app_1");
    expect(await soon(meanwhile.next())).toBe("app_2");
    expect(await within(200, left.next())).toBe("the end");
    expect(await listening()).toHaveLength(1);
  });

  it("leaves no connection behind when closed, not even one being made", async () => {
    for (let round = 0; round < 20; round += 1) {
      const brief = createChangeFeed({ databaseUrl: database.url, logger });
      await brief.start();
      const pids = await listening();
      await other.query("select pg_terminate_backend(pid) from unnest($1::int[]) as pid", [pids]);
      await sleep(round / 2);
      await brief.close();
    }
    await feed.close();
    await eventually(async () => (await listening()).length === 0);
  });

  it("fails to start where there is no database", async () => {
    const nowhere = createChangeFeed({ databaseUrl: "postgres://postgres@127.0.0.1:1/none", logger });
    await expect(nowhere.start()).rejects.toThrow();
    await nowhere.close();
  });
});
