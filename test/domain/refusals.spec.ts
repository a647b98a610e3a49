import { describe, expect, it } from "@jest/globals";
import { ClientApplication } from "../../src/domain/client-application/client-application.js";
import type { NewId } from "../../src/domain/client-application/state.js";
import type { UserErrorCode } from "../../src/domain/error-catalogue.js";
import { operatorOf } from "../../src/domain/operator.js";
import {
  accounts,
  ada,
  bob,
  catalogue,
  cyd,
  development,
  issuer,
  live,
  mallory,
  memberOf,
  now,
  olga,
  production,
  register,
  reviewer,
  shared,
  trio,
} from "../support/domain.js";
import { problemsOf } from "../support/given.js";

const owner = memberOf(ada);
const colleague = memberOf(cyd);
const insider = operatorOf({ developerId: "dev_in", partnerId: owner.partnerId, isOperator: true });
let count = 0;
const newId: NewId = (prefix) => `${prefix}_other_${++count}`;

const waiting = () => register({ environmentIds: [production.id] });
const one = () => live({ productIds: [accounts.id] });
const grantId = ({ state }: ClientApplication) => state.grants[0]?.id ?? "grt_";
const keyId = ({ state }: ClientApplication) => state.grants[0]?.keys[0]?.id ?? "key_";
const withCoOwners = (number: number) => {
  const coOwnerIds = Array.from({ length: number }, (_, index) => `dev_${index}` as const);
  return ClientApplication.fromState({ ...live().state, coOwnerIds });
};

const requestId = ({ state }: ClientApplication) => state.grants[0]?.requests[0]?.id ?? "req_";
const approve = (application: ClientApplication, by = reviewer) =>
  application.approveAccess(by, requestId(application), now);
const reject = (application: ClientApplication, reason = "No licence.") =>
  application.rejectAccess(reviewer, requestId(application), reason, now);
const again = (application: ClientApplication, note = "Here it is.") =>
  application.requestAccessAgain(owner, requestId(application), note, now);
const rotate = (application: ClientApplication, hours: number, id = keyId(application)) =>
  application.rotateApiKey(owner, id, hours, { newId, now });
const rotateSecret = (application: ClientApplication, hours: number) =>
  application.rotateClientSecret(owner, grantId(application), hours, { issuer: issuer(), now });
const after = (application: ClientApplication, ...steps: ((it: ClientApplication) => unknown)[]) => {
  for (const step of steps) step(application);
  return application;
};
const revokeKey = (application: ClientApplication) =>
  application.revokeApiKey(owner, keyId(application), now);
const revokeAll = (application: ClientApplication) =>
  application.revokeGrantCredentials(owner, grantId(application), now);

/** What is done, and what the refusal of it says: the code, the path into the input, words of its sentence. */
type Row = [what: string, act: () => unknown, code: UserErrorCode, path: string[], words: RegExp];

const rows: Row[] = [
  [
    "authentication that does not go with the type",
    () => register({ authentication: "CLIENT_CREDENTIALS", redirectUrls: [] }),
    "TYPE_AND_AUTHENTICATION_MISMATCH",
    ["authentication"],
    /WEB application authenticates with AUTHORIZATION_CODE/,
  ],
  ["a site URL", () => register({ siteUrl: "x" }), "INVALID", ["siteUrl"], /^The site URL /],
  ["a name", () => register({ name: "x" }), "INVALID", ["name"], /^The application name needs 3 to 80 /],
  ["a description", () => register({ description: "" }), "INVALID", ["description"], /^The description /],
  ["no product", () => register({ productIds: [] }), "INVALID", ["productIds"], /1 to 50 products/],
  [
    "no environment",
    () => register({ environmentIds: [] }),
    "INVALID",
    ["environmentIds"],
    /1 to 50 environments/,
  ],
  [
    "an unknown product",
    () => register({ productIds: [accounts.id, "prd_x"] }),
    "NOT_FOUND",
    ["productIds", "1"],
    /no such product/,
  ],
  [
    "an unknown environment",
    () => register({ environmentIds: ["env_x"] }),
    "NOT_FOUND",
    ["environmentIds", "0"],
    /no such environment/,
  ],
  [
    "a closed product",
    () => register({ productIds: ["prd_closed"] }),
    "NOT_OPEN",
    ["productIds", "0"],
    /^Closed takes no new/,
  ],
  [
    "a product twice",
    () => register({ productIds: [accounts.id, accounts.id] }),
    "INVALID",
    ["productIds", "1"],
    /This product is chosen twice/,
  ],
  [
    "redirect URLs for client credentials",
    () => register({ type: "SERVICE", authentication: "CLIENT_CREDENTIALS" }),
    "INVALID_REDIRECT_URL",
    ["redirectUrls"],
    /take no redirect URLs/,
  ],
  [
    "no redirect URL",
    () => register({ redirectUrls: [] }),
    "INVALID_REDIRECT_URL",
    ["redirectUrls"],
    /1 to 10 redirect URLs; this has 0/,
  ],
  [
    "an edit's site URL",
    () =>
      live().edit(
        owner,
        { ready: () => trio.readyMember(ada, null), expectedVersion: 1, edit: { siteUrl: "x" } },
        catalogue,
        { newId, now },
      ),
    "INVALID",
    ["siteUrl"],
    /^The site URL /,
  ],
  [
    "an owner added again",
    () => shared().addCoOwner(owner, memberOf(bob), now),
    "ALREADY_AN_OWNER",
    ["developerId"],
    /already an owner of the application/,
  ],
  [
    "a 21st co-owner",
    () => withCoOwners(20).addCoOwner(owner, memberOf(bob), now),
    "LIMIT_REACHED",
    ["developerId"],
    /at most 20 co-owners/,
  ],
  [
    "a stranger as co-owner",
    () => live().addCoOwner(owner, mallory, now),
    "NOT_A_MEMBER",
    ["developerId"],
    /not a member of this partner/,
  ],
  [
    "the owner's removal",
    () => shared().removeCoOwner(memberOf(bob), ada.id, now),
    "OWNER_CANNOT_BE_REMOVED",
    ["developerId"],
    /transfer the ownership first/,
  ],
  [
    "the removal of who is no co-owner",
    () => shared().removeCoOwner(owner, cyd.id, now),
    "NOT_A_CO_OWNER",
    ["developerId"],
    /not a co-owner/,
  ],
  [
    "a co-owner's removal by another",
    () => withCoOwners(2).removeCoOwner({ ...owner, developerId: "dev_0" }, "dev_1", now),
    "NOT_AN_OWNER",
    [],
    /Only the owner may remove/,
  ],
  [
    "a transfer by a co-owner",
    () => shared().transferOwnership(memberOf(bob), memberOf(bob), null, now),
    "NOT_AN_OWNER",
    [],
    /Only the owner may transfer/,
  ],
  [
    "a transfer to the owner",
    () => shared().transferOwnership(owner, owner, null, now),
    "ALREADY_AN_OWNER",
    ["developerId"],
    /is already the owner/,
  ],
  [
    "a colleague's command",
    () => live().deactivate(colleague, now),
    "NOT_AN_OWNER",
    [],
    /Only the owner and the co-owners/,
  ],
  [
    "a stranger's command",
    () => live().deactivate(mallory, now),
    "NOT_FOUND",
    [],
    /no such client application/,
  ],
  [
    "a deletion with another name",
    () => live().delete(owner, "ledger", now),
    "NAME_NOT_CONFIRMED",
    ["confirmName"],
    /type its name exactly/,
  ],
  ["an unknown key", () => rotate(live(), 1, "key_x"), "NOT_FOUND", ["apiKeyId"], /no such API key/],
  [
    "an unknown grant",
    () => live().revokeGrantCredentials(owner, "grt_x", now),
    "NOT_FOUND",
    ["grantId"],
    /no such access grant/,
  ],
  [
    "a key revoked again",
    () => after(live(), revokeKey, revokeKey),
    "ALREADY_REVOKED",
    ["apiKeyId"],
    /key has already been revoked/,
  ],
  [
    "a grant revoked again",
    () => after(live(), revokeAll, revokeAll),
    "ALREADY_REVOKED",
    ["grantId"],
    /Everything in this environment/,
  ],
  ["an overlap", () => rotate(live(), 721), "INVALID", ["overlapHours"], /0 to 720 whole hours/],
  [
    "a rotation of what is not issued",
    () => rotate(register(), 1),
    "NOT_ISSUED",
    ["apiKeyId"],
    /not been issued yet/,
  ],
  [
    "a second successor",
    () =>
      after(
        one(),
        (it) => rotate(it, 24),
        (it) => rotate(it, 24),
      ),
    "LIMIT_REACHED",
    ["apiKeyId"],
    /already has a successor/,
  ],
  [
    "a third key that would work",
    () => {
      const application = one();
      const successor = rotate(application, 24);
      application.issueMissingCredentials(development, issuer(), now);
      return rotate(application, 24, successor);
    },
    "LIMIT_REACHED",
    ["apiKeyId"],
    /Two keys of this product already work/,
  ],
  [
    "a rotation of a secret that there is not",
    () => rotateSecret(live({ type: "MOBILE" }), 1),
    "NOT_ISSUED",
    ["grantId"],
    /no secret to rotate/,
  ],
  [
    "a third secret that would work",
    () =>
      after(
        live(),
        (it) => rotateSecret(it, 24),
        (it) => rotateSecret(it, 24),
      ),
    "LIMIT_REACHED",
    ["overlapHours"],
    /Two client secrets already work/,
  ],
  [
    "a view of a key that is not issued",
    () => register().revealApiKey(owner, keyId(register()), "REPEATABLE", now),
    "NOT_ISSUED",
    ["apiKeyId"],
    /not been issued yet/,
  ],
  [
    "a view of a secret that is not issued",
    () => register().revealClientSecret(owner, grantId(register()), "REPEATABLE", now),
    "NOT_ISSUED",
    ["grantId"],
    /client credentials have not been issued yet/,
  ],
  [
    "a view of a public client's secret",
    () => live({ type: "DESKTOP" }).revealClientSecret(owner, grantId(live()), "REPEATABLE", now),
    "NOT_ISSUED",
    ["grantId"],
    /the client is public/,
  ],
  [
    "a view of a revoked key",
    () => after(live(), revokeKey).revealApiKey(owner, keyId(live()), "REPEATABLE", now),
    "ALREADY_REVOKED",
    ["apiKeyId"],
    /revoked for good/,
  ],
  [
    "a view of a revoked secret",
    () => after(live(), revokeAll).revealClientSecret(owner, grantId(live()), "REPEATABLE", now),
    "ALREADY_REVOKED",
    ["grantId"],
    /revoked for good/,
  ],
  [
    "a second view where each secret is shown once",
    () => {
      const application = live();
      application.revealClientSecret(owner, grantId(application), "ONCE", now);
      return application.revealClientSecret(owner, grantId(application), "ONCE", now);
    },
    "ALREADY_SHOWN",
    ["grantId"],
    /only once/,
  ],
  [
    "a decision about one's own partner",
    () => trio.reviewer(insider, "insider@bank.example", null),
    "OWN_PARTNER",
    ["accessRequestId"],
    /about your own company/,
  ],
  [
    "a decision after an approval",
    () => after(waiting(), approve, reject),
    "ALREADY_DECIDED",
    ["accessRequestId"],
    /has already been approved/,
  ],
  [
    "a decision after a rejection",
    () => after(waiting(), reject, approve),
    "ALREADY_DECIDED",
    ["accessRequestId"],
    /has already been rejected/,
  ],
  [
    "a rejection without a reason",
    () => reject(waiting(), ""),
    "INVALID",
    ["reason"],
    /^The reason needs 1 to 1000/,
  ],
  ["a request again too early", () => again(waiting()), "INVALID", ["accessRequestId"], /still waiting/],
  [
    "a request again for what is approved",
    () => after(waiting(), approve, again),
    "ALREADY_DECIDED",
    ["accessRequestId"],
    /nothing to ask for/,
  ],
  [
    "a request again without a note",
    () => again(after(waiting(), reject), ""),
    "INVALID",
    ["note"],
    /^The note needs 1 to 1000/,
  ],
  [
    "provisioning before approval",
    () => waiting().retryProvisioning(olga, grantId(waiting())),
    "NOT_ISSUED",
    ["grantId"],
    /before the request is approved/,
  ],
  [
    "a departure without a successor",
    () => {
      const partner = trio.formerMember("dev_gone");
      if (!partner) throw new Error("dev_gone is no member.");
      const application = ClientApplication.fromState({ ...live().state, ownerId: "dev_gone" });
      application.memberLeft(partner, null, now);
    },
    "OWNS_APPLICATIONS",
    ["successorId"],
    /owns applications \(Ledger\)/,
  ],
];

describe("a refusal says why, and points to what is to be mended", () => {
  it.each(rows)("%s", (_, act, code, path, words) => {
    expect(problemsOf(act)).toEqual([{ code, path, message: expect.stringMatching(words) }]);
  });
});
