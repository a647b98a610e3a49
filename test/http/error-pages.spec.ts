import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type TestServer, testServer } from "../support/http-server.js";

let server: TestServer;
beforeAll(async () => {
  server = await testServer({
    isUnavailable: (error) => error instanceof RangeError,
    routes(app) {
      app.get("/away", async () => Promise.reject(new RangeError("the database")));
      app.get("/broken", async () => Promise.reject(new Error("secret of the database")));
    },
  });
});
afterAll(() => server.close());

/** As browsers ask when somebody opens an address. */
const accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

describe("an error is a page for whoever opens an address in a browser, with the status and sentence of any other", () => {
  it.each([
    ["/nothing", 404, "Page not found"],
    ["/away", 503, "Back in a moment"],
    ["/broken", 500, "Something went wrong"],
  ])("%s", async (url, status, title) => {
    const page = await server.app.inject({ url, headers: { accept } });
    const { statusCode, headers, body } = page;
    expect([statusCode, headers["content-type"]]).toEqual([status, "text/html; charset=utf-8"]);
    expect(body).toContain(`<h1>${title}</h1>`);
    expect(body).toContain(String(headers["x-request-id"]));
    expect(body).not.toContain("secret");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    const program = await server.app.inject({ url, headers: { accept: "*/*" } });
    expect([program.statusCode, program.headers["retry-after"]]).toEqual([status, headers["retry-after"]]);
    const sentence: string = program.json().errors[0].message;
    expect(body).toContain(
      sentence.replace(String(program.headers["x-request-id"]), String(headers["x-request-id"])),
    );
  });

  it("but not below /api/auth, where only programs are", async () => {
    const { headers } = await server.app.inject({
      method: "DELETE",
      url: "/api/auth/x",
      headers: { accept },
    });
    expect(headers["content-type"]).toBe("application/json; charset=utf-8");
  });
});
