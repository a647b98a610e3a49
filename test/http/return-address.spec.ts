import { describe, expect, it } from "@jest/globals";
import { returnAddress } from "../../src/http/return-address.js";
import { testServer } from "../support/http-server.js";

const addresses = { publicUrl: "http://localhost:4000", portals: ["https://portal.example"] };

const elsewhere = [
  "https://evil.example",
  "//evil.example",
  "/..//evil.example",
  "/.//evil.example",
  "/%2e%2e//evil.example",
  "/x/..//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https:evil.example",
  "http://localhost:4000@evil.example/",
  "http://me@localhost:4000/sign-in",
  "http://localhost:4001/sign-in",
  "https://portal.example.evil.example/",
  "http://portal.example/",
  "https://evil.example/https://portal.example",
  "blob:https://portal.example/x",
  "javascript:alert(1)",
  "data:text/html,x",
  "/api/auth/sign-out",
  "/unknown",
  "http://[",
];

describe("where people may be led back to", () => {
  it.each([
    ["/signed-in", "/signed-in"],
    ["/signed-in?x=1#y", "/signed-in?x=1#y"],
    ["http://localhost:4000/sign-in", "/sign-in"],
    ["/x/../graphql", "/graphql"],
    ["https://portal.example/welcome?x=1", "https://portal.example/welcome?x=1"],
    ["https://PORTAL.example:443/a/../b", "https://portal.example/b"],
  ])("%s is %s", (asked, given) => expect(returnAddress(asked, addresses)).toBe(given));

  it.each([...elsewhere, "/\t/evil.example", "\n//evil.example", ""])("%j is not", (asked) =>
    expect(returnAddress(asked, addresses)).toBeNull(),
  );
});

describe("a Location that leaves the server", () => {
  const located = async (location: string) => {
    const server = await testServer({
      ...addresses,
      corsOrigins: addresses.portals,
      authHandler: async () => new Response(null, { status: 302, headers: { location } }),
    });
    const response = await server.app.inject("/api/auth/anything");
    await server.close();
    return response.headers.location;
  };

  it("leads to a page here or at a portal", async () => {
    expect(await located("/signed-in?x=1")).toBe("/signed-in?x=1");
    expect(await located("https://portal.example/welcome")).toBe("https://portal.example/welcome");
  });

  it("leads to the first page where it would lead elsewhere", async () => {
    for (const location of elsewhere) expect([location, await located(location)]).toEqual([location, "/"]);
  });
});
