import { describe, expect, it } from "@jest/globals";
import { isStorableRequest } from "../../src/http/storable-request.js";
import { testServer } from "../support/http-server.js";

const sent = (body: string) => isStorableRequest("/api/auth/reset-password", Buffer.from(body));

describe("a request for signing in", () => {
  it.each([
    ["JSON", '{"token":"a","list":[{"b":"\\u00e9 \\ud83d\\ude80"}]}'],
    ["no JSON", "{\\u0000"],
    ["a form", "token=a%20b"],
    ["nothing", ""],
  ])("with %s is handed on", (_, body) => {
    expect(sent(body)).toBe(true);
  });

  it.each([
    ["NUL, escaped", '{"token":"a\\u0000"}'],
    ["NUL after a byte order mark", '\ufeff{"token":"a\\u0000"}'],
    ["NUL in a list", '{"a":[["\\u0000"]]}'],
    ["NUL in a name", '{"\\u0000":1}'],
    ["NUL as it is", '{"token":"\u0000"}'],
    ["NUL in a form", "token=%00"],
    ["half of a surrogate pair", '{"token":"\\ud83d"}'],
  ])("with %s is refused", (_, body) => {
    expect(sent(body)).toBe(false);
  });

  it("with NUL in its address or its body is answered with 400, and nobody looks at it", async () => {
    let handled = 0;
    const server = await testServer({
      authHandler: async () => {
        handled += 1;
        return new Response(null, { status: 204 });
      },
    });
    const headers = { "content-type": "application/json" };
    const post = (url: string, payload: string) =>
      server.app.inject({ method: "POST", url: `/api/auth/${url}`, headers, payload });
    for (const answer of [
      await post("reset-password", '{"token":"\\u0000"}'),
      await post("reset-password?token=%00", "{}"),
      await server.app.inject("/api/auth/reset-password/%00?callbackURL=/"),
    ]) {
      expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    }
    expect(handled).toBe(0);
    expect((await post("reset-password", '{"token":"a"}')).statusCode).toBe(204);
    await server.close();
  });
});
