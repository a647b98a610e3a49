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
      logger.info({
        authorization: "Bearer abc",
        headers: { cookie: "portico.session=abc", "set-cookie": "abc" },
      });
      logger.info({
        user: { email: "ada@firm.example", password: "abc" },
        body: { input: { token: "abc" } },
      });
      logger.info({
        a: { b: { c: { clientSecret: 'a"b\\abc', cookie: ["abc", "abc"], to: { x: "abc" } } } },
      });
      logger.warn("mail to ada.lovelace@firm.example failed with Bearer abc");
      logger.error({ err: new Error("GET /verify-email?token=abc postgres://u:abc@db/x ptc_key_dev_abc") });
      logger.error({
        err: Object.assign(new Error("duplicate key"), { code: "23505", detail: "abc", parameters: ["abc"] }),
      });
    });
    expect(output).not.toMatch(/abc|lovelace/);
    expect(output).toContain("a***@firm.example");
    expect(output).toContain("23505");
    for (const line of output.trim().split("\n")) expect(() => JSON.parse(line)).not.toThrow();
  });
});
