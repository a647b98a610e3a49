import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterEach, expect, it } from "@jest/globals";
import { createDomainProofs } from "../../src/infrastructure/domain-proofs.js";

let server: Socket | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

/** A name server that has these texts for every question, or never answers. */
async function nameServer(texts: readonly (readonly string[])[] | null): Promise<string> {
  server = createSocket("udp4");
  server.on("message", (query, { port, address }) => {
    if (texts) server?.send(answerTo(query, texts), port, address);
  });
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  return `127.0.0.1:${server.address().port}`;
}

/** RFC 1035 §4: the header and question again, then a TXT record for each text, of one string for each part. */
function answerTo(query: Buffer, texts: readonly (readonly string[])[]): Buffer {
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

it("R38 nobody guesses a challenge", () => {
  const { newChallenge } = createDomainProofs();
  const some = Array.from({ length: 100 }, newChallenge);
  expect(new Set(some).size).toBe(100);
  for (const each of some) expect(each).toMatch(/^[\w-]{32}$/);
});
