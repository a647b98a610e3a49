import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { recipients } from "../support/mail-server.js";
import { type Platform, startPlatform } from "../support/platform.js";
import { byId } from "../support/references.js";
import type { Person } from "../support/story.js";

const ownerEmail = "ada@applicant.example";
const operatorEmail = "olga@bank.example";

let platform: Platform;
let ada: Person;
let olga: Person;
let application: Json;
let grantId: string;
let accessRequestId: string;

beforeAll(async () => {
  platform = await startPlatform({ OPERATOR_EMAILS: operatorEmail });
});

afterAll(() => platform.stop());

const requests = async () => {
  const query = `{ accessRequests(filter: { status: AWAITING_APPROVAL }) { totalCount edges { node {
    grant { id status requestNote environment { slug } } application { name } partner { domains } } } } }`;
  return (await olga.data(query)).accessRequests;
};

async function versionOf(id: string): Promise<{ version: number }> {
  const query = "query ($id: ID!) { clientApplication(id: $id) { version } }";
  return (await ada.data(query, { id })).clientApplication;
}

describe("a request for production, from its rejection to its keys", () => {
  it("R17 waits for an operator, who is told by mail", async () => {
    olga = await platform.joins(operatorEmail, "Olga");
    expect((await olga.data("{ me { isOperator } }")).me.isOperator).toBe(true);
    ada = await platform.joins(ownerEmail, "Ada");
    application = await ada.registers({
      name: "Payments",
      description: "Pays.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: byId(platform.catalogue.transfers),
      environments: byId(platform.catalogue.production),
    });
    grantId = application.grants[0].id;
    accessRequestId = application.grants[0].requests[0].id;
    expect(application.grants[0]).toMatchObject({
      status: "AWAITING_APPROVAL",
      apiKeys: [{ status: "AWAITING_APPROVAL" }],
    });
    const mail = await platform.mails.mailTo(operatorEmail, /is waiting for a decision/);
    expect(mail.text).toContain("Payments of Acme Ltd: Production");
    expect(await requests()).toEqual({
      totalCount: 1,
      edges: [
        {
          node: {
            grant: {
              id: grantId,
              status: "AWAITING_APPROVAL",
              requestNote: null,
              environment: { slug: "production" },
            },
            application: { name: "Payments" },
            partner: { domains: ["applicant.example"] },
          },
        },
      ],
    });
  });

  it("R17 is rejected with a reason, which the owner is told", async () => {
    const input = { accessRequestId, reason: "Which payments?" };
    const { grant } = await olga.mutate("rejectAccess", input, "grant { status decisionReason }");
    expect(grant).toEqual({ status: "REJECTED", decisionReason: "Which payments?" });
    const mail = await platform.mails.mailTo(ownerEmail, /refused/);
    expect(mail.text).toContain("An operator rejected the access of Payments to Production: Which payments?");
  });

  it("R17 is asked for again with a note", async () => {
    const input = { accessRequestId, note: "Salaries only." };
    const { grant } = await ada.mutate("requestAccessAgain", input, "grant { status requestNote }");
    expect(grant).toEqual({ status: "AWAITING_APPROVAL", requestNote: "Salaries only." });
    expect((await requests()).edges[0].node.grant.requestNote).toBe("Salaries only.");
  });

  it("R17 is approved once, and its keys go live; the operator sees none of them (R18)", async () => {
    const first = await Promise.all(
      [1, 2].map(() => olga.tryTo("approveAccess", { accessRequestId }, "grant { status }")),
    );
    expect(first.flatMap(({ userErrors }) => userErrors.map(({ code }: Json) => code))).toEqual([
      "ALREADY_DECIDED",
    ]);
    await platform.mails.mailTo(ownerEmail, /approved/);
    await platform.mails.mailTo(ownerEmail, /live in Production/);
    const query = `query ($id: ID!) { node(id: $id) { ... on AccessGrant {
      clientCredentials { clientId } apiKeys { id status preview } } } }`;
    const seenBy = async (person: Person) => (await person.data(query, { id: grantId })).node;
    const own = await seenBy(ada);
    expect(own.apiKeys[0]).toMatchObject({ status: "ACTIVE" });
    expect(own.clientCredentials.clientId).toMatch(/^cli_/);
    const operators = await seenBy(olga);
    expect(operators).toMatchObject({
      clientCredentials: null,
      apiKeys: [{ status: "ACTIVE", preview: null }],
    });
    const shown = await olga.tryTo("revealApiKey", { apiKeyId: own.apiKeys[0].id }, "value");
    expect(shown).toMatchObject({ value: null, userErrors: [{ code: "NOT_FOUND" }] });
  });

  it("R17 a product that is added later waits for its own decision, and the rest goes on", async () => {
    const input = {
      clientApplicationId: application.id,
      expectedVersion: (await versionOf(application.id)).version,
      products: byId(platform.catalogue.transfers, platform.catalogue.accounts),
    };
    const keys =
      "clientApplication { grants { requests { id status } apiKeys { status product { slug } } } }";
    const { clientApplication } = await ada.mutate("editClientApplication", input, keys);
    const [grant] = clientApplication.grants;
    expect(grant.requests.map(({ status }: Json) => status)).toEqual(["APPROVED", "AWAITING_APPROVAL"]);
    const byProduct = Object.fromEntries(grant.apiKeys.map((key: Json) => [key.product.slug, key.status]));
    expect(byProduct).toEqual({ transfers: "ACTIVE", accounts: "AWAITING_APPROVAL" });
    await olga.mutate("approveAccess", { accessRequestId: grant.requests[1].id }, "grant { id }");
    await eventually(async () => {
      const query = "query ($id: ID!) { node(id: $id) { ... on AccessGrant { apiKeys { status } } } }";
      const { node } = await ada.data(query, { id: grantId });
      return node.apiKeys.every(({ status }: Json) => status === "ACTIVE");
    });
  });

  it("R17 a new redirect URL of an approved application is on the operators' list until one has seen it", async () => {
    const { version } = await versionOf(application.id);
    const input = { clientApplicationId: application.id, expectedVersion: version, name: "Payouts" };
    await ada.mutate("editClientApplication", input, "clientApplication { id }");
    const query =
      "{ accessRequests(filter: { changedSinceDecision: true }) { edges { node { id changedSinceDecision } } } }";
    const changed = async () => (await olga.data(query)).accessRequests.edges.map(({ node }: Json) => node);
    expect(await changed()).toContainEqual({ id: accessRequestId, changedSinceDecision: ["NAME"] });
    for (const { id } of await changed()) {
      const seen = await olga.mutate(
        "seeAccessChanges",
        { accessRequestId: id },
        "accessRequest { changedSinceDecision }",
      );
      expect(seen.accessRequest.changedSinceDecision).toEqual([]);
    }
    expect(await changed()).toEqual([]);
  });

  it("R17 the operators got one digest within ten minutes, not one for each request", async () => {
    const digests = platform.mails.mails.filter(
      (mail) =>
        recipients(mail).includes(operatorEmail) &&
        /(is|are) waiting for a decision/.test(mail.subject ?? ""),
    );
    expect(digests).toHaveLength(1);
  });

  it("R17 nobody decides a request of their own company", async () => {
    const own = await olga.registers({
      name: "Own",
      description: "The bank's.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: byId(platform.catalogue.transfers),
      environments: byId(platform.catalogue.production),
    });
    const [{ id }] = own.grants[0].requests;
    const payload = await olga.tryTo("approveAccess", { accessRequestId: id }, "grant { id }");
    expect(payload).toMatchObject({ grant: null, userErrors: [{ code: "OWN_PARTNER" }] });

    // Nor by having the environment approve whatever waits.
    const environment = { apiEnvironment: { slug: "production" }, accessPolicy: "AUTOMATIC" };
    const opened = await olga.tryTo("updateApiEnvironment", environment, "apiEnvironment { id }");
    expect(opened.userErrors).toMatchObject([{ code: "OWN_PARTNER", path: ["accessPolicy"] }]);
    const [request] = (await requests()).edges;
    expect(request.node).toMatchObject({ application: { name: "Own" } });
  });
});
