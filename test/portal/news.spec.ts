/** @jest-environment ./test/support/jest/document.js */
import { ApolloClient, ApolloLink, gql, InMemoryCache } from "@apollo/client";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { typePolicies } from "@portico/client-types/apollo";
import { Subject } from "rxjs";
import { carryOut, news, notOvertaken } from "../../portal/src/api/news";

const fields = "id name grants { id apiKeys { id status } }";
const page = gql`query Page { clientApplication(id: "app_1") { ${fields} } }`;
const live = gql`subscription Live { clientApplicationChanged { clientApplication { ${fields} } } }`;
const rotate = gql`mutation Rotate { rotateApiKey { grant { id apiKeys { id status } } } }`;

const grant = (...statuses: string[]) => ({
  __typename: "AccessGrant",
  id: "grt_1",
  apiKeys: statuses.map((status, index) => ({ __typename: "ApiKey", id: `key_${index}`, status })),
});
const application = (...statuses: string[]) => ({
  clientApplication: {
    __typename: "ClientApplication",
    id: "app_1",
    name: "Ledger",
    grants: [grant(...statuses)],
  },
});
const rotated = (...statuses: string[]) => ({
  rotateApiKey: { __typename: "RotateApiKeyPayload", grant: grant(...statuses) },
});

let client: ApolloClient;
/** What is asked and not answered yet, the oldest first. */
let open: { readonly name: string; answer(data: object): Promise<void>; fail(): Promise<void> }[];
let told: Subject<ApolloLink.Result>;

/** Lets everything happen that waits for nothing but its turn, however many turns. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve));
}

beforeEach(() => {
  open = [];
  told = new Subject();
  const asked = new ApolloLink(({ operationName = "" }) => {
    const answers = new Subject<ApolloLink.Result>();
    open.push({
      name: operationName,
      async answer(data) {
        answers.next({ data: data as Record<string, unknown> });
        answers.complete();
        await settled();
      },
      async fail() {
        answers.error(new Error("The connection is lost."));
        await settled();
      },
    });
    return answers;
  });
  client = new ApolloClient({
    cache: new InMemoryCache({ typePolicies }),
    link: ApolloLink.split(
      ({ operationType }) => operationType === "subscription",
      ApolloLink.from([news, new ApolloLink(() => told)]),
      ApolloLink.from([notOvertaken, asked]),
    ),
  });
  client.subscribe({ query: live }).subscribe();
});

async function tellLive(...statuses: string[]): Promise<void> {
  told.next({ data: { clientApplicationChanged: { __typename: "Change", ...application(...statuses) } } });
  await settled();
}

/** The keys on a page that shows the application, each time they change. */
async function watched(...statuses: string[]): Promise<string[]> {
  const seen: string[] = [];
  client.watchQuery<ReturnType<typeof application>>({ query: page }).subscribe(({ data }) => {
    const [first] = (data as ReturnType<typeof application> | undefined)?.clientApplication?.grants ?? [];
    const now = first?.apiKeys.map(({ status }) => status).join(" ");
    if (now && now !== seen.at(-1)) seen.push(now);
  });
  await settled();
  await open.shift()?.answer(application(...statuses));
  return seen;
}

describe("of two states the newer one is kept", () => {
  it("an answer to a mutation is kept, with everything that is new in it", async () => {
    const seen = await watched("ACTIVE");
    const done = carryOut(client, rotate, {});
    await open.shift()?.answer(rotated("ACTIVE", "PROVISIONING"));
    expect(await done).toEqual(rotated("ACTIVE", "PROVISIONING"));
    await tellLive("ACTIVE", "ACTIVE");
    expect(seen).toEqual(["ACTIVE", "ACTIVE PROVISIONING", "ACTIVE ACTIVE"]);
    expect(open).toEqual([]);
  });

  it("an answer to a mutation that comes behind newer news never takes their place", async () => {
    const seen = await watched("ACTIVE");
    const done = carryOut(client, rotate, {});
    const late = open.shift();
    await tellLive("ACTIVE", "ACTIVE");
    await late?.answer(rotated("ACTIVE", "PROVISIONING"));
    expect(open.map(({ name }) => name)).toEqual(["Page"]);
    await open.shift()?.answer(application("ACTIVE", "ACTIVE"));
    expect(await done).toEqual(rotated("ACTIVE", "PROVISIONING"));
    expect(seen).toEqual(["ACTIVE", "ACTIVE ACTIVE"]);
  });

  it("a mutation that was carried out is told as such, also where reading the page again fails", async () => {
    await watched("ACTIVE");
    const done = carryOut(client, rotate, {});
    const late = open.shift();
    await tellLive("ACTIVE", "ACTIVE");
    await late?.answer(rotated("ACTIVE", "PROVISIONING"));
    await open.shift()?.fail();
    expect(await done).toEqual(rotated("ACTIVE", "PROVISIONING"));
  });

  it("a query that is answered behind news is asked again, and never shows what was before", async () => {
    const seen = await watched("PROVISIONING");
    const again = client.query({ query: page, fetchPolicy: "network-only" });
    const late = open.shift();
    await tellLive("ACTIVE");
    await late?.answer(application("PROVISIONING"));
    await open.shift()?.answer(application("ACTIVE"));
    await again;
    expect(seen).toEqual(["PROVISIONING", "ACTIVE"]);
  });

  it("a query that was under way when a mutation was answered is asked again", async () => {
    const seen = await watched("ACTIVE");
    const again = client.query({ query: page, fetchPolicy: "network-only" });
    const late = open.shift();
    const done = carryOut(client, rotate, {});
    await open.shift()?.answer(rotated("REVOKED"));
    await done;
    await late?.answer(application("ACTIVE"));
    await open.shift()?.answer(application("REVOKED"));
    await again;
    expect(seen).toEqual(["ACTIVE", "REVOKED"]);
  });

  it("where news never stop, an answer comes all the same", async () => {
    const asked = client.query({ query: page, fetchPolicy: "network-only" });
    let tries = 0;
    for (; open.length > 0; tries += 1) {
      const late = open.shift();
      await tellLive("ACTIVE");
      await late?.answer(application("ACTIVE"));
    }
    expect((await asked).data).toMatchObject({ clientApplication: { id: "app_1" } });
    expect(tries).toBe(5);
  });
});
