import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let olga: Person;
let ada: Person;

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@platform.example" } });
  olga = await story.signUp("olga@platform.example");
  ada = await story.readyDeveloper("ada@typed.example");
  await ada.mutate("updateProfile", { givenName: "Zoé", familyName: "de la Cruz" }, "developer { id }");
  const product = {
    slug: "epargne",
    name: "Épargne plus",
    description: "Taux\u00a0: 2\u00a0%.",
    apis: [],
    embeds: [],
  };
  await olga.mutate("createApiProduct", product, "apiProduct { id }");
});

afterAll(() => story.stop());

const registers = (name: string, environment = "development") =>
  ada.registers({
    name,
    description: "Is typed.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: [{ slug: ` ${environment} ` }],
  });

/** As a Mac's file names and some keyboards have it. */
const decomposed = (text: string) => text.normalize("NFD");

describe("what is looked for is found however it was typed", () => {
  it.each([
    ["decomposed", decomposed("Zoé")],
    ["with blanks around", "  cruz\n"],
    ["with a space that does not break, as pages have it", "de\u00a0la\u202fcruz"],
  ])("a member: %s", async (_, search) => {
    const query =
      "query ($search: String!) { me { partner { members(filter: { search: $search }) { nodes { developer { email } } } } } }";
    const { me } = await ada.data(query, { search });
    expect(me.partner.members.nodes).toEqual([{ developer: { email: ada.email } }]);
  });

  it.each([
    ["decomposed", decomposed("épargne")],
    ["with blanks around", " épargne plus "],
    ["with a space that does not break", "épargne\u00a0plus"],
    ["by its description, with the space that it has", "taux\u00a0: 2"],
  ])("a product: %s", async (_, search) => {
    const query = "query ($search: String!) { apiProducts(filter: { search: $search }) { nodes { slug } } }";
    expect((await ada.data(query, { search })).apiProducts.nodes).toEqual([{ slug: "epargne" }]);
  });

  it("an environment, and nothing by a sign that stands for any in SQL", async () => {
    const query =
      "query ($search: String!) { apiEnvironments(filter: { search: $search }) { nodes { slug } } }";
    const found = async (search: string) =>
      (await ada.data(query, { search })).apiEnvironments.nodes.map(({ slug }: Json) => slug);
    expect(await found(" development ")).toEqual(["development"]);
    expect(await found("devel_pment")).toEqual([]);
    expect(await found("3rd\u00a0Party")).toHaveLength(3);
  });
});

describe("what is typed to confirm counts as it is kept", () => {
  it.each([
    ["decomposed", decomposed("Créances été")],
    ["with a space that does not break", "Créances\u00a0été"],
    ["with blanks around", " Créances été\n"],
  ])("the name of an application to delete: %s", async (_, confirmName) => {
    const { id } = await registers("Créances été");
    const input = { clientApplicationId: id, confirmName };
    const { deletedClientApplicationId } = await ada.mutate(
      "deleteClientApplication",
      input,
      "deletedClientApplicationId",
    );
    expect(deletedClientApplicationId).toBe(id);
  });

  it("and another does not, be it as like as can be", async () => {
    const { id } = await registers("Creances");
    for (const confirmName of ["creances", "Creances.", "Créances", "Crеances"]) {
      const input = { clientApplicationId: id, confirmName };
      const { userErrors } = await ada.tryTo("deleteClientApplication", input, "deletedClientApplicationId");
      expect(userErrors).toEqual([
        expect.objectContaining({ code: "NAME_NOT_CONFIRMED", path: ["confirmName"] }),
      ]);
    }
  });

  it("the version of the terms", async () => {
    const version = "2026\u00a0spring é";
    const { terms } = await olga.mutate("publishTerms", { version }, "terms { version }");
    expect(terms.version).toBe("2026 spring é");
    const accepting = { version: ` ${decomposed(version)} ` };
    const { developer } = await ada.mutate(
      "acceptTerms",
      accepting,
      "developer { termsAcceptance { version isCurrent } }",
    );
    expect(developer.termsAcceptance).toEqual({ version: "2026 spring é", isCurrent: true });
  });
});

describe("what people call themselves stays what it is in mails", () => {
  it("an inviter, a company and an application that look like an encoded word", async () => {
    const name = "=?utf-8?B?RnJhdWQ=?=";
    await ada.mutate("updateProfile", { givenName: name, familyName: "X" }, "developer { id }");
    await ada.mutate("updateCompanyDetails", { legalName: name }, "partner { id }");
    await ada.mutate("inviteDeveloper", { email: " Bob@Typed.EXAMPLE " }, "invitation { id }");
    const mails = () => story.services.mailbox.list(5, "Bob@typed.example");
    await eventually(async () => (await mails()).length > 0);
    const [mail] = await mails();
    expect(mail?.subject).toBe(`${name} X invites you to ${name} at the developer portal`);
  });

  it("a reason with what looks like markup is shown as it was typed, and escaped in HTML", async () => {
    const application = await registers("Asks", "production");
    const reason = "Send <https://docs.example/form> & say what a List<String> is.";
    const accessRequestId = application.grants[0].requests[0].id;
    await olga.mutate("rejectAccess", { accessRequestId, reason }, "grant { id }");
    const told = async () =>
      (await story.services.mailbox.list(20, ada.email)).find(({ text }) => text.includes("docs.example"));
    await eventually(async () => (await told()) !== undefined);
    const mail = await told();
    expect(mail?.text.replace(/\s+/g, " ")).toContain(reason);
    expect(mail?.html).toContain("&lt;https://docs.example/form&gt; &amp; say what a List&lt;String&gt; is.");
    expect(mail?.html).not.toContain("<String>");
    const query = "query ($id: ID!) { node(id: $id) { ... on AccessRequest { decisionReason } } }";
    expect((await ada.data(query, { id: accessRequestId })).node.decisionReason).toBe(reason);
  });
});
