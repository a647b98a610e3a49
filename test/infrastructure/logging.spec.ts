import { describe, expect, it } from "@jest/globals";
import { createLogger } from "../../src/infrastructure/logging.js";

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger("info", { write: (line) => void lines.push(line) }));
  return lines.join("");
}

describe("the log", () => {
  it("never holds a secret or an address, wherever it comes from", () => {
    const output = logged((logger) => {
      const headers = { cookie: "portico.session=abc", "set-cookie": "abc" };
      logger.info({ authorization: "Bearer abc", headers }, "a");
      logger.info(
        { user: { email: "ada@firm.example", password: "abc" }, body: { input: { token: "abc" } } },
        "b",
      );
      const c = { clientSecret: 'a"b\\abc', cookie: ["abc", "abc"], to: { x: "abc" } };
      logger.info({ a: { b: { c } } }, "c");
      logger.info({ path: "/api/auth/reset-password/abc" }, "GET /api/auth/reset-password/abc?x=1");
      logger.warn({}, "mail to ada.lovelace@firm.example failed with Bearer abc");
      for (const name of ["err", "error"]) {
        const links = "GET /verify-email?token=abc postgres://u:abc@db/x ptc_key_dev_abc";
        logger.error({ [name]: new Error(links) }, "d");
        const facts = { code: "23505", detail: "abc", parameters: ["abc"] };
        logger.error({ [name]: Object.assign(new Error("duplicate key"), facts) }, "e");
      }
      logger.child({ reqId: "request-1" }).warn({ token: "abc" }, "of ada.lovelace@firm.example");
    });
    expect(output).not.toMatch(/abc|lovelace/);
    expect(output).toContain("a***@firm.example");
    expect(output).toContain("23505");
    expect(output).toContain('"path":"/api/auth/reset-password/[redacted]"');
    for (const line of output.trim().split("\n")) expect(() => JSON.parse(line)).not.toThrow();
  });

  it("holds a request's id in each of its lines", () => {
    const output = logged((logger) => {
      const request = logger.child({ reqId: "request-1" });
      request.info({}, "first");
      request.error({ error: new Error("down") }, "second");
      logger.info({}, "other");
    });
    const ids = output
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).reqId);
    expect(ids).toEqual(["request-1", "request-1", undefined]);
  });
});
