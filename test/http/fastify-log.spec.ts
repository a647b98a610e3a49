import { describe, expect, it } from "@jest/globals";
import { fastifyLog } from "../../src/http/fastify-log.js";
import { testServer } from "../support/http-server.js";
import { recordingLogger } from "../support/logger.js";

describe("what Fastify logs", () => {
  it("keeps its level, its fields and its sentence, however it is said", () => {
    const logger = recordingLogger();
    const log = fastifyLog(logger);
    const error = new Error("down");
    log.info("listening");
    log.warn({ err: error });
    log.error(error, "failed");
    log.fatal(error);
    log.trace({ statusCode: 500 }, "odd");
    expect(logger.lines).toEqual([
      { level: "info", fields: {}, message: "listening" },
      { level: "warn", fields: { error }, message: "" },
      { level: "error", fields: { error }, message: "failed" },
      { level: "error", fields: { error }, message: "down" },
      { level: "debug", fields: { statusCode: 500 }, message: "odd" },
    ]);
  });

  it("never holds a whole request or reply", () => {
    const logger = recordingLogger();
    fastifyLog(logger).warn({ req: { headers: { cookie: "a" } }, res: {}, status: 1 }, "odd");
    expect(logger.lines).toEqual([{ level: "warn", fields: { status: 1 }, message: "odd" }]);
  });

  it("carries the request's id, as every line of a request does", async () => {
    const logger = recordingLogger();
    const authHandler = () => Promise.reject(new Error("down"));
    const server = await testServer({ logger, authHandler });
    const headers = { "x-request-id": "trace-0123" };
    await server.app.inject({ url: "/api/auth/get-session", headers });
    await server.close();
    const lines = logger.lines.filter(({ fields }) => fields.reqId !== undefined);
    expect(lines.map(({ fields, message }) => [fields.reqId, message])).toEqual([
      ["trace-0123", "request failed"],
      ["trace-0123", "request"],
    ]);
    expect(lines[0]?.fields.error).toEqual(new Error("down"));
  });
});
