import { AsyncLocalStorage } from "node:async_hooks";
import { execFileSync } from "node:child_process";
import { setImmediate as turnOfLoop } from "node:timers/promises";
import { afterEach, expect, it, jest } from "@jest/globals";
import { Turns } from "../../src/http/turns.js";
import { json, type TestServer, testServer } from "../support/http-server.js";

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const ages = 600_000;

it("so many begin at once, and then the one that waits longest as soon as one ends", async () => {
  const turns = new Turns(2, ages, ages);
  const begun: string[] = [];
  const take = (name: string) => turns.take(() => begun.push(name));
  const [one, two] = [take("one"), take("two"), take("three"), take("four")];
  expect(begun).toEqual(["one", "two"]);
  turns.end(two);
  // What has ended has until then to be sent.
  expect(begun).toEqual(["one", "two"]);
  await turnOfLoop();
  expect(begun).toEqual(["one", "two", "three"]);
  turns.end(two);
  await turnOfLoop();
  expect(begun).toEqual(["one", "two", "three"]);
  turns.end(one);
  await turnOfLoop();
  expect(begun).toEqual(["one", "two", "three", "four"]);
});

it("who ends while they wait never begin", async () => {
  const turns = new Turns(1, ages, ages);
  const begun: string[] = [];
  const first = turns.take(() => begun.push("first"));
  const gone = turns.take(() => begun.push("gone"));
  turns.take(() => begun.push("last"));
  turns.end(gone);
  turns.end(first);
  await turnOfLoop();
  expect(begun).toEqual(["first", "last"]);
});

it("who begins may end at once, and does so for all who wait", async () => {
  const turns = new Turns(1, ages, ages);
  let ended = 0;
  const first = turns.take(() => {});
  for (let place = 0; place < 50; place += 1) {
    const turn: { own?: ReturnType<typeof turns.take> } = {};
    turn.own = turns.take(() => {
      ended += 1;
      if (turn.own) turns.end(turn.own);
    });
  }
  turns.end(first);
  while (ended < 50) await turnOfLoop();
  expect(ended).toBe(50);
});

it("who is slow keeps nobody waiting", async () => {
  const turns = new Turns(2, 20, ages);
  await new Promise<void>((begin) => {
    for (let place = 0; place < 2; place += 1) turns.take(() => {});
    for (let place = 0; place < 5; place += 1) turns.take(() => place === 4 && begin());
  });
});

it("who comes while those who work are slow already is no reason for a warning of Node.js in the log", async () => {
  const timeouts = jest.spyOn(globalThis, "setTimeout");
  try {
    const turns = new Turns(1, 5, ages);
    turns.take(() => {});
    const slow = performance.now() + 10;
    while (performance.now() < slow);
    await new Promise<void>((begin) => void turns.take(begin));
    // TimeoutNegativeWarning
    expect(timeouts.mock.calls.filter(([, delay = 0]) => delay < 0)).toEqual([]);
    expect(timeouts).toHaveBeenCalled();
  } finally {
    timeouts.mockRestore();
  }
});

it("no process goes on only because somebody waits", () => {
  const turns = `
    import { Turns } from ${JSON.stringify(new URL("../../dist/http/turns.js", import.meta.url).href)};
    const turns = new Turns(1, ${ages}, ${ages});
    for (let place = 0; place < 2; place += 1) turns.take(() => {});`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", turns], { timeout: 30_000 });
});

it("nobody waits long, however many have come before and do not end", async () => {
  const turns = new Turns(1, ages, 20);
  const begun: number[] = [];
  await new Promise<void>((begin) => {
    for (let place = 0; place < 50; place += 1) turns.take(() => begun.push(place));
    turns.take(begin);
  });
  expect(begun).toEqual(Array.from({ length: 50 }, (_, place) => place));
});

it("who waits begins as whom they were when they came", async () => {
  const turns = new Turns(1, ages, ages);
  const who = new AsyncLocalStorage<string>();
  const first = who.run("first", () => turns.take(() => {}));
  const began = new Promise((begin) => {
    who.run("second", () => turns.take(() => begin(who.getStore())));
  });
  who.run("first", () => turns.end(first));
  expect(await began).toBe("second");
});

it("many operations at once are all answered, also while more than there are places for do not end", async () => {
  server = await testServer();
  const { app } = server;
  const slow = Array.from({ length: 15 }, () => app.inject(json("{ slow }")));
  const answers = await Promise.all(Array.from({ length: 40 }, () => app.inject(json("{ hello }"))));
  expect(answers.map((answer) => answer.json().data)).toEqual(answers.map(() => ({ hello: "world" })));
  server.finishSlow();
  const late = await Promise.all(slow);
  expect(late.map((answer) => answer.json().data)).toEqual(late.map(() => ({ slow: "done" })));
});
