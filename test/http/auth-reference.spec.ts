import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Validator } from "@seriousme/openapi-schema-validator";
import { authOpenApi, referencePaths } from "../../src/http/auth-reference/openapi.js";
import { authRoutes } from "../../src/http/auth-reference/routes.js";
import { openRoutes } from "../../src/infrastructure/identity/auth-routes.js";
import { type Person, password, type Story, startStory } from "../support/story.js";

describe("the reference of signing in", () => {
  let story: Story;
  let ada: Person;

  beforeAll(async () => {
    story = await startStory();
    ada = await story.signUp("ada@acme.example");
  });

  afterAll(() => story?.stop());

  it("names every route that is open, and no other", () => {
    const named = authRoutes.map(({ method, path }) => `${method} ${path}`);
    expect(named.toSorted()).toEqual([...openRoutes].toSorted());
  });

  it("is a valid OpenAPI document", async () => {
    const { valid, errors } = await new Validator().validate(authOpenApi("https://portico.example"));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  });

  it("is served for people and for programs", async () => {
    const page = await fetch(`${story.url}${referencePaths.page}`);
    const document = await fetch(`${story.url}${referencePaths.document}`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("POST /sign-in/email");
    expect(await document.json()).toEqual(authOpenApi(story.url));
  });

  const withBody = authRoutes.filter(({ body }) => body);

  it.each(withBody.map(({ path, body }) => [path, body] as const))(
    "%s is refused without what it needs",
    async (path, body) => {
      const refused = await ada.post(`/api/auth${path}`, {});
      const { code } = (await refused.json()) as { code: string };
      expect(body).toBeDefined();
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.status).toBeLessThan(500);
      expect(code).toMatch(/^[A-Z][A-Z_]+$/);
    },
  );

  it.each(
    authRoutes
      .filter(({ by, path }) => by === "session" && path !== "/sign-out")
      .map(({ method, path, body }) => [method, path, body] as const),
  )("%s %s needs a session", async (method, path, body) => {
    const filled = Object.fromEntries(
      Object.keys(body ?? {}).map((name) => [name, name === "newPassword" ? password : "x"]),
    );
    const answer = await fetch(`${story.url}/api/auth${path}`, {
      method,
      ...(method === "POST" && {
        headers: { "content-type": "application/json", origin: story.url },
        body: JSON.stringify(filled),
      }),
    });
    expect(answer.status).toBe(401);
  });
});
