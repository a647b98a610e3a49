import { describe, expect, it } from "@jest/globals";
import { admittingAtSignIn } from "../../../src/infrastructure/identity/admitting-at-sign-in.js";

const request = new Request("https://portico.example/api/auth/verify-email");

function answering(cookies: string[], admit: () => Promise<null> = async () => null) {
  const seen: [cookie: string | null, address: string][] = [];
  const warnings: object[] = [];
  const handle = admittingAtSignIn({
    handler: async () => {
      const headers = new Headers({ location: "/signed-in" });
      for (const cookie of cookies) headers.append("set-cookie", cookie);
      return new Response("body", { status: 302, headers });
    },
    actorOfRequest: async (headers, address) => {
      seen.push([headers.get("cookie"), address]);
      return admit();
    },
    logger: { warn: (fields) => warnings.push(fields) },
  });
  return { handle: () => handle(request, "192.0.2.1"), seen, warnings };
}

describe("an answer of the identity provider", () => {
  it("with cookies admits the developer whom they sign in, from the address that they come from (R1 to R5)", async () => {
    const { handle, seen } = answering([
      "portico.session=abc; Path=/; HttpOnly",
      "portico.hint=1; Max-Age=9",
    ]);
    const response = await handle();
    expect(seen).toEqual([["portico.session=abc; portico.hint=1", "192.0.2.1"]]);
    expect([response.status, await response.text()]).toEqual([302, "body"]);
    expect(response.headers.getSetCookie()).toHaveLength(2);
  });

  it("without cookies admits nobody", async () => {
    const { handle, seen } = answering([]);
    await handle();
    expect(seen).toEqual([]);
  });

  it("arrives all the same when nobody could be admitted, and the log says so", async () => {
    const failure = new Error("the database is away");
    const { handle, warnings } = answering(["session=abc"], () => Promise.reject(failure));
    expect((await handle()).status).toBe(302);
    expect(warnings).toEqual([{ error: failure }]);
  });
});
