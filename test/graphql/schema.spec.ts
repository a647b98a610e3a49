import { beforeAll, describe, expect, it } from "@jest/globals";
import {
  buildSchema,
  type GraphQLScalarType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from "graphql";
import { errorCatalogue } from "../../src/domain/error-catalogue.js";
import { printedSchema } from "../../src/graphql/printed-schema.js";
import { DateTime } from "../../src/graphql/scalars.js";
import { buildPorticoSchema } from "../../src/graphql/schema.js";

let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await buildPorticoSchema();
});

describe("the schema is the documentation", () => {
  it("everything in it has a description", () => {
    expect(undescribed(schema)).toEqual([]);
  });

  it("begins with a description of itself, in print as well", async () => {
    expect(schema.description).toMatch(/^Portico/);
    expect(buildSchema(await printedSchema()).description).toBe(schema.description);
  });

  it("names no rule by its number, which only those who have the source could look up", async () => {
    expect((await printedSchema()).match(/.*\bR\d+\b.*/g)).toBeNull();
  });

  it("each scalar says what specifies it", () => {
    const own = Object.values(schema.getTypeMap()).filter(
      (type): type is GraphQLScalarType => isScalarType(type) && !isSpecifiedScalarType(type),
    );
    expect(own.length).toBeGreaterThan(5);
    for (const { name, specifiedByURL } of own)
      expect([name, specifiedByURL]).toEqual([name, expect.stringMatching(/^https:/)]);
  });

  it("every error code of the domain is in it", () => {
    const type = schema.getType("UserErrorCode");
    const codes = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
    expect(codes).toEqual(Object.keys(errorCatalogue));
  });
});

describe("an instant", () => {
  it("is told in UTC with milliseconds, however it was written", () => {
    const instants = [new Date(Date.UTC(2026, 2, 1, 9)), "2026-03-01T10:00:00+01:00", "2026-03-01T09:00:00Z"];
    for (const instant of instants) expect(DateTime.serialize(instant)).toBe("2026-03-01T09:00:00.000Z");
  });
});

describe("a mutation", () => {
  it("takes one input and answers a payload whose parts are null exactly when it was refused", () => {
    for (const mutation of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const name = `${mutation.name[0]?.toUpperCase()}${mutation.name.slice(1)}`;
      expect(mutation.args.map((arg) => `${arg.name}: ${arg.type}`)).toEqual([`input: ${name}Input!`]);
      // Nullable, so that one that fails hides no other that was carried out.
      expect(String(mutation.type)).toBe(`${name}Payload`);
      const payload = schema.getType(`${name}Payload`);
      const { userErrors, query, ...parts } = isObjectType(payload) ? payload.getFields() : {};
      expect(String(userErrors?.type)).toBe("[UserError!]!");
      expect(String(query?.type)).toBe("Query");
      expect(Object.values(parts).filter(({ type }) => isNonNullType(type))).toEqual([]);
      expect(Object.keys(parts).length).toBeGreaterThan(0);
    }
  });
});

describe("a list", () => {
  const lists = () =>
    Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
      .filter(({ field }) => getNamedType(field.type).name.endsWith("Connection"));

  it("takes a page from either end, an order and a filter, with what they are when left out", () => {
    expect(lists().length).toBeGreaterThan(8);
    for (const { type, field } of lists()) {
      const args = field.args
        .map(({ name, type, defaultValue }) => `${name}: ${type}${defaultValue === undefined ? "" : " ="}`)
        .sort();
      expect([`${type.name}.${field.name}`, ...args]).toEqual([
        `${type.name}.${field.name}`,
        "after: String",
        "before: String",
        expect.stringMatching(/^filter: \w+Filter$/),
        "first: Int =",
        "last: Int",
        expect.stringMatching(/^orderBy: \w+Order =$/),
      ]);
    }
  });

  it("has what it holds with and without cursors", () => {
    for (const { field } of lists()) {
      const connection = getNamedType(field.type);
      const fields = isObjectType(connection) ? connection.getFields() : {};
      expect(Object.keys(fields).sort()).toEqual(["edges", "nodes", "pageInfo", "totalCount"]);
      const edge = getNamedType(fields.edges?.type ?? field.type);
      const node = isObjectType(edge) ? edge.getFields().node?.type : undefined;
      expect(String(fields.nodes?.type)).toBe(`[${node}]!`);
    }
  });
});

describe("a query", () => {
  it("that fails takes no other with it", () => {
    const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
    expect(fields.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
  });
});

function undescribed(schema: GraphQLSchema): string[] {
  const missing: string[] = [];
  const check = (where: string, { description }: { description?: string | null | undefined }) => {
    if (!description?.trim()) missing.push(where);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    check(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      check(`${type.name}.${field.name}`, field);
      if ("args" in field)
        for (const arg of field.args) check(`${type.name}.${field.name}(${arg.name})`, arg);
    }
  }
  return missing;
}
