import { afterAll, beforeAll, expect, it } from "@jest/globals";
import fastify, { type FastifyInstance } from "fastify";
import { handleErrors } from "../../src/http/errors.js";
import { queryTexts, withoutSchemas } from "../../src/http/query-texts.js";

let app: FastifyInstance;

beforeAll(async () => {
  app = fastify({ schemaController: withoutSchemas });
  handleErrors(app);
  app.get("/", { preValidation: queryTexts("email", "token") }, async ({ query }) => query);
});

afterAll(() => app.close());

it.each(["email=a%40b.example", "email=", "token=1&email=2", "", "other=1&other=2"])(
  "`?%s` is read as it is",
  async (query) => {
    const answer = await app.inject(`/?${query}`);
    expect(answer.statusCode).toBe(200);
  },
);

it.each(["email=a&email=b", "token=1&token=1&email=2"])("`?%s` is the caller's mistake", async (query) => {
  const answer = await app.inject(`/?${query}`);
  expect(answer.statusCode).toBe(400);
  const [name] = query.split("=");
  expect(answer.json().errors[0]).toMatchObject({
    message: `The address has \`${name}\` more than once.`,
    extensions: { code: "BAD_REQUEST" },
  });
});

it("a route with a schema does not come up, since nothing would look at it", async () => {
  const other = fastify({ schemaController: withoutSchemas });
  other.get("/", { schema: { querystring: { type: "object" } } }, async () => "");
  await expect(other.ready()).rejects.toThrow("Routes have no schemas here");
});
