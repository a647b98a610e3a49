import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import {
  buildSchema,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from "graphql";
import { errorCatalogue } from "../../src/domain/error-catalogue.js";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { isThorough, rounds, roundsTimeout, seed } from "../support/rounds.js";
import { type Person, type Story, startStory } from "../support/story.js";

jest.setTimeout(roundsTimeout);

const schema = buildSchema(readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"));
const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

/** ADMIN of their company, owner of an application, and operator: whatever they send, the domain has to answer. */
let ada: Person;
let story: Story;
let ids: Record<string, string>;

beforeAll(async () => {
  story = await startStory({
    settings: { OPERATOR_EMAILS: "ada@hostile.example", TRUSTED_PROXIES: "127.0.0.1" },
  });
  ada = await story.readyDeveloper("ada@hostile.example");
  const application = await ada.registers({
    name: "Ledger",
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.development),
  });
  const { me } = await ada.data("{ me { id partner { id } } }");
  const [grant] = application.grants;
  ids = {
    clientApplicationId: application.id,
    apiKeyId: grant.apiKeys[0].id,
    grantId: grant.id,
    developerId: me.id,
    successorId: me.id,
    invitationId: story.services.ids.next("inv"),
    accessTokenId: story.services.ids.next("pat"),
    apiProduct: story.catalogue.accounts ?? "",
    apiEnvironment: story.catalogue.development ?? "",
    embeds: story.catalogue.transfers ?? "",
    products: story.catalogue.accounts ?? "",
    environments: story.catalogue.development ?? "",
    partnerId: me.partner.id,
  };
});

afterAll(() => story.stop());

const hostile = (): unknown[] => [
  null,
  "",
  "   ",
  "x".repeat(5_000),
  "\u0000",
  "Led\u0000ger",
  "\ud800",
  "\u202e",
  "<script>alert(1)</script>",
  "' or true --",
  "%_\\",
  "🚀",
  "a@b@c",
  "ada@hostile.example\u0000",
  "javascript:alert(1)",
  "dev_\u0000",
  -1,
  0,
  1.5,
  2 ** 31,
  1e300,
  true,
  [],
  [null],
  ["x", "x"],
  Array.from({ length: 1_000 }, () => "x"),
  {},
  { name: null },
  ...Object.values(ids),
];

/** Something that fits the type. */
function fitting(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return fitting(type.ofType, name);
  if (isListType(type)) return [fitting(type.ofType, name)];
  if (isInputObjectType(type)) return type.isOneOf ? { id: ids[name] } : inputFor(type);
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (type.name === "ID") return ids[name] ?? "x";
  if (["Int", "Float", "NonNegativeInt", "PositiveInt"].includes(type.name)) return 1;
  if (type.name === "Boolean") return true;
  return /url$/i.test(name) ? "https://hostile.example" : /email/i.test(name) ? "x@hostile.example" : "abc";
}

function inputFor(type: GraphQLInputObjectType): Record<string, unknown> {
  const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(needed.map(({ name, type }) => [name, fitting(type, name)]));
}

/** The input with each hostile value in each of its fields, and in the fields of what it holds. */
function* attacks(type: GraphQLInputObjectType): Generator<Record<string, unknown>> {
  const base = inputFor(type);
  for (const field of Object.values(type.getFields())) {
    for (const value of hostile()) yield { ...base, [field.name]: value };
    if (isListType(isNonNullType(field.type) ? field.type.ofType : field.type)) {
      for (const value of hostile()) yield { ...base, [field.name]: [value] };
    }
    const inner = getNamedType(field.type);
    if (isInputObjectType(inner))
      for (const value of attacks(inner)) yield { ...base, [field.name]: [value] };
  }
}

const asked = new Map<string, number>();

/** All of them with 100 rounds or more, fewer with fewer, but every tenth, beginning where the seed says. */
function* someOf<Attack>(attacks: Iterable<Attack>): Generator<Attack> {
  const step = Math.min(10, Math.max(1, Math.floor(100 / rounds)));
  let index = seed;
  for (const attack of attacks) if (index++ % step === 0) yield attack;
}

/** Sends it, as from an address of its own, and expects known codes alone. */
async function expectCoded(query: string, variables: object): Promise<void> {
  const count = asked.get(query) ?? 0;
  asked.set(query, count + 1);
  const headers = { "x-forwarded-for": `10.0.${Math.floor(count / 250) % 250}.${count % 250}` };
  const { data, errors } = await ada.ask(query, variables, headers);
  const problems = Object.values<Json>(data ?? {}).flatMap((payload) => payload?.userErrors ?? []);
  for (const code of [
    ...(errors ?? []).map(({ extensions }) => extensions.code),
    ...problems.map(({ code }: Json) => code),
  ]) {
    const isCoded = code === "BAD_USER_INPUT" || code in errorCatalogue;
    if (!isCoded) throw new Error(`SEED=${seed}: ${code} for ${JSON.stringify(variables).slice(0, 500)}`);
  }
}

it.each(mutations.map(({ name }) => name))(
  "%s answers every input with a coded refusal, or does it",
  async (name) => {
    const mutation = mutations.find((each) => each.name === name);
    const type = getNamedType(mutation?.args[0]?.type ?? null) as GraphQLInputObjectType;
    const query = `mutation ($input: ${type.name}!) { ${name}(input: $input) { userErrors { code message path } } }`;
    for (const attack of someOf(attacks(type))) {
      // Whoever ends their own access has none for what comes after.
      const endsOwn = name === "endAccess" && attack.developerId === ids.developerId;
      const input = endsOwn ? { ...attack, developerId: story.services.ids.next("dev") } : attack;
      await expectCoded(query, { input });
    }
    expect(asked.get(query)).toBeGreaterThan(isThorough ? 20 : 2);
  },
);

it.each(queries.flatMap(({ name, args }) => args.map((arg) => [name, arg.name] as const)))(
  "%s answers every %s",
  async (name, argument) => {
    const field = queries.find((each) => each.name === name);
    const needed = (field?.args ?? []).filter((arg) => arg.name === argument || isNonNullType(arg.type));
    const declared = needed.map((arg) => `$${arg.name}: ${arg.type}`).join(", ");
    const given = needed.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
    const fields = field && isLeafType(getNamedType(field.type)) ? "" : "{ __typename }";
    const query = `query (${declared}) { ${name}(${given}) ${fields} }`;
    const others = Object.fromEntries(needed.map((arg) => [arg.name, fitting(arg.type, arg.name)]));
    for (const value of someOf(hostile())) await expectCoded(query, { ...others, [argument]: value });
  },
);
