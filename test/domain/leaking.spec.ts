import { describe, expect, it } from "@jest/globals";
import { apiKeyStatus } from "../../src/domain/client-application/api-key-status.js";
import { accounts, ada, hoursLater, later, live, memberOf, now } from "../support/domain.js";
import { expectRefused } from "../support/given.js";

const one = () => live({ productIds: [accounts.id] });
type Application = ReturnType<typeof one>;
const found = { source: "SCANNER", url: "https://code.example/.env" } as const;

function keyOf(application: Application) {
  const [grant] = application.state.grants;
  const [key] = grant?.keys ?? [];
  if (!grant || !key) throw new Error("There is no key.");
  return { grant, key, apiKeyId: key.id };
}
const leaks = (application: Application, whenKeyLeaks: "TELL" | "REVOKE", at = later) =>
  application.keyLeaked({ apiKeyId: keyOf(application).apiKeyId, ...found }, { whenKeyLeaks }, at);

describe("R27 a key that was found in public", () => {
  it.each([
    ["TELL", "ACTIVE", false],
    ["REVOKE", "REVOKED", true],
  ] as const)(
    "where the environment says %s is %s, and its owners are told",
    (whenKeyLeaks, status, isRevoked) => {
      const application = one();
      const { version } = application.state;
      leaks(application, whenKeyLeaks);
      const { grant, key } = keyOf(application);
      expect(apiKeyStatus(key, grant, application.state, later)).toBe(status);
      expect(key.leakedAt).toEqual(later);
      expect(application.state.version).toBe(version + 1);
      expect(application.events.take()).toMatchObject([
        { type: "ApiKeyLeaked", key: { id: key.id }, ...found, isRevoked },
      ]);
    },
  );

  it("is told of once, however often it is found", () => {
    const application = one();
    leaks(application, "TELL");
    application.events.take();
    const before = application.state;
    leaks(application, "TELL", hoursLater(48));
    leaks(application, "REVOKE", hoursLater(48));
    expect(application.events.take()).toEqual([]);
    expect(application.state).toBe(before);
  });

  it("is no news once it is revoked or has expired", () => {
    const revoked = one();
    revoked.revokeApiKey(memberOf(ada), keyOf(revoked).apiKeyId, now);
    const ended = one();
    ended.rotateApiKey(memberOf(ada), keyOf(ended).apiKeyId, 1, { newId: (prefix) => `${prefix}_next`, now });
    for (const application of [revoked, ended]) {
      application.events.take();
      leaks(application, "REVOKE");
      expect(application.events.take()).toEqual([]);
    }
  });

  it("is one of the application's", () => {
    const unknown = { apiKeyId: "key_none", ...found } as const;
    expectRefused(() => one().keyLeaked(unknown, { whenKeyLeaks: "TELL" }, now), "NOT_FOUND");
  });
});
