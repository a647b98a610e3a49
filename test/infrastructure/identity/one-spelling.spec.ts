import { describe, expect, it } from "@jest/globals";
import { withOneSpelling } from "../../../src/infrastructure/identity/one-spelling.js";

const url = "http://portico.example/api/auth/sign-in/email";
const sent = (body: string, type = "application/json") =>
  new Request(url, { method: "POST", headers: { "content-type": type, cookie: "c=1" }, body });

describe("R2 an address at a domain in Unicode form", () => {
  it("reaches better-auth in ASCII form, with everything else of the request", async () => {
    const body = JSON.stringify({ email: "Ada+x@BÜCHER.example", password: "p" });
    const request = await withOneSpelling(sent(body));
    expect(await request.json()).toEqual({ email: "Ada+x@xn--bcher-kva.example", password: "p" });
    expect([request.method, request.url, request.headers.get("cookie")]).toEqual(["POST", url, "c=1"]);
  });

  it("loses the blanks around it", async () => {
    const request = await withOneSpelling(sent('{"email":" ada@acme.example\\n"}'));
    expect(await request.json()).toEqual({ email: "ada@acme.example" });
  });

  it("and a code loses its own, which apps show between digits", async () => {
    const request = await withOneSpelling(sent('{"code":" 123\u00a0456 ","trustDevice":true}'));
    expect(await request.json()).toEqual({ code: "123456", trustDevice: true });
    const untouched = '{"code":"abcde-FGHIJ"}';
    expect(await (await withOneSpelling(sent(untouched))).text()).toBe(untouched);
  });

  it.each([
    ["in ASCII form", '{"email":"ada@acme.example"}'],
    ["that is none", '{"email":"x@evil.example@bücher.example"}'],
    ["that is no string", '{"email":{"a":1}}'],
    ["in what is no object", '["ada@bücher.example"]'],
    ["in what is no JSON", '{"email":"ada@bücher.example"'],
    ["in nothing", ""],
  ])("is the only one that is changed: not one %s", async (_what, body) => {
    expect(await (await withOneSpelling(sent(body))).text()).toBe(body);
  });

  it("is left alone in a request of another kind", async () => {
    const form = sent("email=ada@bücher.example", "application/x-www-form-urlencoded");
    expect(await withOneSpelling(form)).toBe(form);
    const get = new Request(url);
    expect(await withOneSpelling(get)).toBe(get);
  });
});
