import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterEach, expect, it } from "@jest/globals";
import { createDomainProofs } from "../../src/infrastructure/domain-proofs.js";

let server: Socket | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

type Texts = readonly (readonly string[])[];

/** A name server that has these texts for every question, or never answers. */
const nameServer = (texts: Texts | null) => answering((query) => texts && answerTo(query, texts));

async function answering(answer: (query: Buffer) => Buffer | null): Promise<string> {
  server = createSocket("udp4");
  server.on("message", (query, { port, address }) => {
    const sent = answer(query);
    if (sent) server?.send(sent, port, address);
  });
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  return `127.0.0.1:${server.address().port}`;
}

/** RFC 1035 §4: the header and question again, then a TXT record for each text, of one string for each part. */
function answerTo(query: Buffer, texts: Texts): Buffer {
  const question = query.subarray(12, query.indexOf(0, 12) + 5);
  const header = Buffer.from([query[0] ?? 0, query[1] ?? 0, 0x81, 0x80, 0, 1, 0, texts.length, 0, 0, 0, 0]);
  const records = texts.map((parts) => {
    const data = Buffer.concat(parts.flatMap((part) => [Buffer.from([part.length]), Buffer.from(part)]));
    return Buffer.concat([Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, data.length]), data]);
  });
  return Buffer.concat([header, question, ...records]);
}

it("R38 a record's strings are one text", async () => {
  const servers = [await nameServer([["v=spf1 -all"], ["portico-", "domain=c1"]])];
  const texts = await createDomainProofs({ servers }).texts("_portico-challenge.acme.example");
  expect([...texts].sort()).toEqual(["portico-domain=c1", "v=spf1 -all"]);
});

it("R38 where there is no record, there is no text", async () => {
  const servers = [await nameServer([])];
  expect(await createDomainProofs({ servers }).texts("_portico-challenge.acme.example")).toEqual([]);
});

it("R38 a name server that does not answer is not waited for", async () => {
  const servers = [await nameServer(null)];
  const proofs = createDomainProofs({ servers, milliseconds: 100 });
  expect(await proofs.texts("_portico-challenge.acme.example")).toEqual([]);
});

it("R38 of many records each is a text", async () => {
  const texts = Array.from({ length: 30 }, (_, count) => [`text ${count}`]);
  const found = await createDomainProofs({ servers: [await nameServer(texts)] }).texts("acme.example");
  expect([...found].sort()).toEqual(texts.flat().sort());
});

it("R38 a name that stands for another is followed, as those who let others keep their records want it", async () => {
  const alias = (query: Buffer) => {
    const answer = answerTo(query, [["portico-domain=c1"]]);
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    // The question's name is an alias of "a.b", whose record follows.
    const target = Buffer.from([1, 0x61, 1, 0x62, 0]);
    const cname = Buffer.from([0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, target.length, ...target]);
    const record = answer.subarray(12 + question.length + 2);
    return Buffer.concat([
      answer.subarray(0, 7),
      Buffer.from([2, 0, 0, 0, 0]),
      question,
      cname,
      target,
      record,
    ]);
  };
  const found = await createDomainProofs({ servers: [await answering(alias)] }).texts("acme.example");
  expect(found).toEqual(["portico-domain=c1"]);
});

it.each<[string, (query: Buffer) => Buffer]>([
  ["no message of DNS", () => Buffer.from("HTTP/1.1 200 OK")],
  ["cut off", (query) => answerTo(query, [["portico-domain=c1"]]).subarray(0, 40)],
  ["of another question", (query) => Buffer.concat([Buffer.from([1, 2]), answerTo(query, []).subarray(2)])],
  [
    "of a name that points at itself",
    (query) => Buffer.concat([answerTo(query, [["x"]]).subarray(0, 12), Buffer.from([0xc0, 12])]),
  ],
  [
    "a refusal",
    (query) => Buffer.concat([query.subarray(0, 2), Buffer.from([0x81, 0x85]), query.subarray(4)]),
  ],
])("R38 an answer that is %s holds no text, and fails nothing", async (_, answer) => {
  const proofs = createDomainProofs({ servers: [await answering(answer)], milliseconds: 200 });
  expect(await proofs.texts("acme.example")).toEqual([]);
});

it.each(["x".repeat(64), `${"a.".repeat(130)}example`, "a..b"])(
  "R38 a name that DNS cannot have is looked up nowhere",
  async (name) => {
    expect(await createDomainProofs({ servers: [await nameServer([["x"]])] }).texts(name)).toEqual([]);
  },
);

it("R38 nobody guesses a challenge", () => {
  const { newChallenge } = createDomainProofs();
  const some = Array.from({ length: 100 }, newChallenge);
  expect(new Set(some).size).toBe(100);
  for (const each of some) expect(each).toMatch(/^[\w-]{32}$/);
});
