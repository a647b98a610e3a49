import { beforeEach, describe, expect, it } from "@jest/globals";
import { mention } from "../../src/application/consequences/audit/mentions.js";
import type { OwnerNotice } from "../../src/application/consequences/owner-notice.js";
import type { Job } from "../../src/application/jobs.js";
import { announceKeysLive } from "../../src/application/notices/announce-keys-live.js";
import { digestAccessRequests } from "../../src/application/notices/digest-access-requests.js";
import { notifyOwners } from "../../src/application/notices/notify-owners.js";
import { sendInvitation } from "../../src/application/notices/send-invitation.js";
import { tellDeveloper } from "../../src/application/notices/tell-developer.js";
import { tellMembers } from "../../src/application/notices/tell-members.js";
import { tellOfCompanyToken } from "../../src/application/notices/tell-of-company-token.js";
import { tellOfDelay } from "../../src/application/notices/tell-of-delay.js";
import { tellOfDeparture } from "../../src/application/notices/tell-of-departure.js";
import { tellOfExpiry } from "../../src/application/notices/tell-of-expiry.js";
import { tellOfHandover } from "../../src/application/notices/tell-of-handover.js";
import { tellOfJoinDecision } from "../../src/application/notices/tell-of-join-decision.js";
import { tellOfJoinRequest } from "../../src/application/notices/tell-of-join-request.js";
import { tellOfLeak } from "../../src/application/notices/tell-of-leak.js";
import { tellOfLeakedToken } from "../../src/application/notices/tell-of-leaked-token.js";
import { tellOfTokensLeft } from "../../src/application/notices/tell-of-tokens-left.js";
import type { CollectedMail, MailMessage } from "../../src/application/ports/mail.js";
import type { NoticeFacts } from "../../src/application/ports/notice-facts.js";
import type { Id } from "../../src/domain/id.js";
import { ownPageLinks } from "../../src/http/own-page-links.js";
import { now } from "../support/domain.js";

const ada = { developerId: "dev_ada", email: "ada@acme.example", name: "Ada Byron" } as const;
const bob = { developerId: "dev_bob", email: "bob@acme.example", name: "Bob Kahn" } as const;
const names = { applicationName: "Ledger", environmentName: "Development" };
const links = ownPageLinks("https://portico.example");
const target = { applicationId: "app_1", environmentId: "env_1" } as const;

/** Nothing is left, but for what a test says. */
const factsOf = (known: Partial<NoticeFacts>): NoticeFacts => ({
  contacts: async (ids) => [ada, bob].filter(({ developerId }) => ids.includes(developerId)),
  invitation: async () => null,
  invitedAddresses: async (ids) => ids.map((id) => `${id}@acme.example`),
  joinRequest: async () => null,
  companyName: async () => null,
  members: async () => [ada, bob],
  admins: async () => [ada],
  waitingRequests: async () => ({ oldest: [], total: 0 }),
  changedRequests: async () => [],
  operatorEmails: async () => ["olga@bank.example", "otto@bank.example"],
  delayed: async () => null,
  keysLive: async () => null,
  expiring: async () => null,
  companyTokensBy: async () => [],
  ...known,
});

let queued: Job[];
let today: Date;
beforeEach(() => {
  queued = [];
  today = now;
});

const ports = (known: Partial<NoticeFacts> = {}) => ({
  facts: factsOf(known),
  queue: { enqueue: async (jobs: readonly Job[]) => void queued.push(...jobs) },
  clock: { now: () => today },
  links,
});

function mails(): (MailMessage | CollectedMail)[] {
  return queued.flatMap((job) => (job.name === "send-mail" ? [job.payload.message] : []));
}

/** Whoever runs the work again queues the same mails, which are then one each. */
async function twice(work: () => Promise<void>): Promise<void> {
  await work();
  const first = queued.splice(0);
  await work();
  expect(queued).toEqual(first);
}

describe("R39 keys that end soon", () => {
  const due = { applicationId: "app_1", keyIds: ["key_1", "key_2"], days: 7 } as const;
  const key = { environmentName: "Production", preview: "ptc_key_abcd…wxyz" };
  const keys = [
    { ...key, productName: "Accounts", expiresAt: new Date("2026-03-08T08:00:00Z") },
    { ...key, productName: "Transfers", expiresAt: new Date("2026-03-08T09:00:00Z") },
  ];

  it("are told to all owners, once, in one mail for each", async () => {
    const known = { expiring: async () => ({ applicationName: "Ledger", keys, owners: [ada, bob] }) };
    await twice(() => tellOfExpiry(ports(known))(due));
    expect(mails()).toEqual(
      [ada, bob].map(({ email, name }) => ({
        template: "keys-expiring",
        to: email,
        data: {
          recipientName: name,
          applicationName: "Ledger",
          days: 7,
          keys: [
            "Accounts in Production (ptc_key_abcd…wxyz): 2026-03-08 08:00 UTC",
            "Transfers in Production (ptc_key_abcd…wxyz): 2026-03-08 09:00 UTC",
          ],
          applicationUrl: links.application("app_1"),
        },
      })),
    );
  });

  it("are told to nobody once none of them works", async () => {
    await tellOfExpiry(ports())(due);
    expect(mails()).toEqual([]);
  });
});

describe("tokens of the company's", () => {
  const made = {
    partnerId: "prt_1",
    tokenId: "pat_1",
    tokenName: "CI",
    scopes: ["READ", "SECRETS"],
    applicationNames: ["Ledger"],
    ownerIds: [bob.developerId, ada.developerId],
    actorId: ada.developerId,
    at: now.toISOString(),
  } as const;

  it("R36 are told when they are made: to all ADMINs and owners, each once", async () => {
    await twice(() => tellOfCompanyToken(ports({ companyName: async () => "Acme" }))(made));
    expect(mails()).toMatchObject(
      [ada, bob].map(({ email, name }) => ({
        template: "company-changed",
        to: email,
        data: { recipientName: name, headline: "a new access token", items: ["Ledger"] },
      })),
    );
    expect(JSON.stringify(mails())).toContain(
      'Ada Byron has made the access token \\"CI\\" of the company (READ, SECRETS)',
    );
  });

  it("are told of to nobody of a company that is gone", async () => {
    await tellOfCompanyToken(ports())(made);
    expect(mails()).toEqual([]);
  });

  it("R9 are told to the ADMINs when whoever made them has gone, if any works", async () => {
    const gone = { partnerId: "prt_1", developerId: bob.developerId } as const;
    const known = { companyName: async () => "Acme" };
    await tellOfTokensLeft(ports(known))(gone);
    expect(mails()).toEqual([]);
    const left = [{ id: "pat_1", name: "CI", preview: "ptc_cat_abcd…wxyz" }] as const;
    await twice(() => tellOfTokensLeft(ports({ ...known, companyTokensBy: async () => left }))(gone));
    expect(mails()).toMatchObject([
      {
        to: ada.email,
        data: {
          headline: "access tokens of a former member",
          items: ["CI (ptc_cat_abcd…wxyz)"],
          sentences: [expect.stringContaining("Bob Kahn is no member of Acme any more"), expect.any(String)],
        },
      },
    ]);
  });
});

describe("keys that went live", () => {
  const work = (known: Partial<NoticeFacts>) => () =>
    announceKeysLive(ports(known))({ ...target, keyIds: ["key_1", "key_2"] });

  it("R16 are told to each owner by one mail, however often the work is done", async () => {
    const live = { ...names, institution: "3rd Party Bank", productNames: ["Accounts"], owners: [ada, bob] };
    await twice(work({ keysLive: async () => live }));
    expect(mails()).toMatchObject([
      { template: "keys-live", to: ada.email, data: { recipientName: ada.name, ...names } },
      { template: "keys-live", to: bob.email, data: { recipientName: bob.name, ...names } },
    ]);
    expect(new Set(queued.map(({ key }) => key)).size).toBe(2);
  });

  it("R30 are told to nobody once they work no longer", async () => {
    await work({})();
    expect(queued).toEqual([]);
  });
});

describe("what an owner has changed", () => {
  const notice: OwnerNotice = {
    id: "app_1.3",
    applicationId: "app_1",
    applicationName: "Ledger",
    headline: "a new co-owner",
    summary: `made ${mention(bob.developerId)} a co-owner of Ledger`,
    consequence: "Both see the keys.",
    actor: mention(ada.developerId),
    recipientIds: [ada.developerId, bob.developerId, "dev_gone"],
  };

  it("is told in one sentence with the names of now, to everybody who is still there", async () => {
    await twice(() => notifyOwners(ports())(notice));
    const sentence = "Ada Byron made Bob Kahn a co-owner of Ledger.";
    expect(mails()).toMatchObject([
      { template: "application-changed", to: ada.email, data: { sentence, headline: notice.headline } },
      { template: "application-changed", to: bob.email, data: { sentence, recipientName: bob.name } },
    ]);
  });

  it("is one mail to each owner for all that one transaction has done", async () => {
    const other = { ...notice, id: "app_2.7", applicationName: "Journal", recipientIds: [bob.developerId] };
    await twice(() => notifyOwners(ports())([notice, other]));
    const toBob = (applicationName: string) =>
      expect.objectContaining({
        data: expect.objectContaining({ applicationName, recipientName: bob.name }),
      });
    expect(mails()).toMatchObject([
      { template: "application-changed", to: ada.email },
      { template: "collected", to: bob.email, messages: [toBob("Ledger"), toBob("Journal")] },
    ]);
  });

  it("ends its sentence once", async () => {
    await notifyOwners(ports())({ ...notice, summary: "renamed it to Ready?" });
    expect(mails()).toMatchObject([
      { data: { sentence: "Ada Byron renamed it to Ready?" } },
      { data: { sentence: "Ada Byron renamed it to Ready?" } },
    ]);
  });
});

describe("what operators do about a company", () => {
  const known = { companyName: async () => "Acme Ltd" };
  const act = { partnerId: "prt_1", reason: "Fraud.", at: now.toISOString() } as const;

  it.each([
    [{ what: "SUSPENDED" }, "suspended"],
    [{ what: "RESUMED" }, "resumed"],
    [{ what: "ADMIN_APPOINTED", developerId: bob.developerId }, "a new ADMIN"],
  ] as const)("R37 is told to each member once, with the reason: %j", async (happening, headline) => {
    await twice(() => tellMembers(ports(known))({ ...act, happening }));
    const sentences = expect.arrayContaining(["The operators' reason: Fraud."]);
    const data = { companyName: "Acme Ltd", headline, sentences };
    expect(mails()).toMatchObject([
      { template: "company-changed", to: ada.email, data },
      { template: "company-changed", to: bob.email, data },
    ]);
  });

  it("R37 names who was appointed, and is told to nobody once the company is gone", async () => {
    const happening = { what: "ADMIN_APPOINTED", developerId: bob.developerId } as const;
    await tellMembers(ports())({ ...act, happening });
    expect(queued).toEqual([]);
    await tellMembers(ports(known))({ ...act, happening });
    expect(JSON.stringify(mails())).toContain("have made Bob Kahn an ADMIN of your company");
  });
});

describe("applications that change hands with a removal", () => {
  const handover = {
    partnerId: "prt_1",
    developerId: bob.developerId,
    successorId: ada.developerId,
    actorId: ada.developerId,
    applicationNames: ["Ledger", "Books"],
    at: now.toISOString(),
  } as const;
  const known = { companyName: async () => "Acme Ltd" };

  it("R9 are told of to whoever was removed and to every ADMIN, once each", async () => {
    await twice(() => tellOfHandover(ports(known))(handover));
    const sentences = [
      "Ada Byron has removed Bob Kahn from Acme Ltd.",
      "Ada Byron is now the owner of these applications:",
    ];
    const data = { sentences, items: ["Ledger", "Books"] };
    expect(mails()).toMatchObject([
      { to: ada.email, data },
      { to: bob.email, data },
    ]);
  });

  it("R9 are told of with the invitations that are withdrawn, or those by themselves", async () => {
    const invitationIds = ["inv_1", "inv_2"] as const;
    const items = ["the invitation to inv_1@acme.example", "the invitation to inv_2@acme.example"];
    await tellOfHandover(ports(known))({ ...handover, invitationIds });
    expect(mails()[0]).toMatchObject({ data: { items: ["Ledger", "Books", ...items] } });
    queued = [];
    await tellOfHandover(ports(known))({
      ...handover,
      successorId: null,
      applicationNames: [],
      invitationIds,
    });
    expect(mails()).toMatchObject([
      { to: ada.email, data: { headline: "invitations are withdrawn", items } },
      { to: bob.email, data: { items } },
    ]);
  });

  it("R9 and who leaves by themselves is not said to be removed", async () => {
    await tellOfHandover(ports(known))({ ...handover, actorId: bob.developerId });
    expect(mails()[0]).toMatchObject({
      data: { sentences: ["Bob Kahn has left Acme Ltd.", expect.anything()] },
    });
  });
});

describe("an invitation", () => {
  const invitation = { invitationId: "inv_1", count: 2 } as const;

  it("R7 leads to registering with the address filled in", async () => {
    const expiresAt = new Date("2026-03-15T09:00:00Z");
    const facts = { email: "c+d@acme.example", inviterName: "Ada Byron", companyName: "Acme Ltd", expiresAt };
    await twice(() => sendInvitation(ports({ invitation: async () => facts }))(invitation));
    const signUpUrl = "https://portico.example/sign-up?email=c%2Bd%40acme.example";
    expect(mails()).toEqual([
      {
        template: "invitation",
        to: facts.email,
        data: { inviterName: "Ada Byron", companyName: "Acme Ltd", signUpUrl, expiresOn: "2026-03-15" },
      },
    ]);
  });

  it("R7 is not sent once it is closed", async () => {
    await sendInvitation(ports())(invitation);
    expect(queued).toEqual([]);
  });
});

describe("somebody who asks to join", () => {
  const applicant = { developerId: "dev_cyd", email: "cyd@acme.example", name: "cyd" } as const;
  const request = { partnerId: "prt_1", developerId: applicant.developerId } as const;

  it("R38 is told of to each ADMIN by one mail, however often the work is done", async () => {
    const joinRequest = async () => ({ applicant, companyName: "Acme Ltd", admins: [ada, bob] });
    await twice(() => tellOfJoinRequest(ports({ joinRequest }))(request));
    const data = { applicantEmail: applicant.email, companyName: "Acme Ltd" };
    expect(mails()).toMatchObject([
      { template: "join-request", to: ada.email, data: { recipientName: ada.name, ...data } },
      { template: "join-request", to: bob.email, data: { recipientName: bob.name, ...data } },
    ]);
    expect(new Set(queued.map(({ key }) => key)).size).toBe(2);
  });

  it("R38 is told of to nobody once an ADMIN has decided", async () => {
    await tellOfJoinRequest(ports())(request);
    expect(queued).toEqual([]);
  });

  it.each([true, false])("R38 is told what was decided (%s)", async (isAccepted) => {
    const known = { companyName: async () => "Acme Ltd" };
    await twice(() =>
      tellOfJoinDecision(ports(known))({ ...request, developerId: bob.developerId, isAccepted }),
    );
    expect(mails()).toMatchObject([
      { template: "join-decision", to: bob.email, data: { companyName: "Acme Ltd", isAccepted } },
    ]);
  });

  it("R38 is told nothing once their account or the company is gone", async () => {
    const decision = { partnerId: "prt_1", developerId: bob.developerId, isAccepted: true } as const;
    await tellOfJoinDecision(ports())(decision);
    const known = { companyName: async () => "Acme Ltd" };
    await tellOfJoinDecision(ports(known))({ ...decision, developerId: "dev_gone" });
    expect(queued).toEqual([]);
  });
});

describe("a member whose address is another company's", () => {
  const departure = {
    partnerId: "prt_1",
    developerId: bob.developerId,
    successorId: ada.developerId,
  } as const;
  const known = { companyName: async () => "Acme Ltd", admins: async () => [ada] };

  it("R9 is told of to each ADMIN, and is told themselves, with who takes over", async () => {
    await twice(() => tellOfDeparture(ports(known))(departure));
    const data = { companyName: "Acme Ltd", successorName: "Ada Byron" };
    expect(mails()).toMatchObject([
      { template: "member-moved-away", to: ada.email, data: { ...data, memberName: "Bob Kahn" } },
      { template: "member-moved-away", to: bob.email, data: { ...data, memberName: null } },
    ]);
  });

  it("R9 is told alone where nobody is left, and nothing once the company is gone", async () => {
    await tellOfDeparture(ports())(departure);
    expect(queued).toEqual([]);
    await tellOfDeparture(ports({ ...known, admins: async () => [] }))({ ...departure, successorId: null });
    expect(mails()).toMatchObject([{ to: bob.email, data: { memberName: null, successorName: null } }]);
  });
});

describe("access requests that wait", () => {
  const request = { ...names, companyName: "Acme Ltd" };
  const waiting = { waitingRequests: async () => ({ oldest: [request], total: 1 }) };

  function digest(known: Partial<NoticeFacts>, lastSentAt: Date | null = null) {
    let sentAt = lastSentAt;
    const digests = {
      lastSentAt: async () => sentAt,
      markSent: async (at: Date) => {
        sentAt = at;
      },
    };
    const run = digestAccessRequests({ ...ports(known), digests });
    return { run, sentAt: () => sentAt };
  }

  it("R17 are told to every operator, in one mail each", async () => {
    const { run, sentAt } = digest(waiting);
    await run();
    const data = { requests: ["Ledger of Acme Ltd: Development"], total: 1, changes: [] };
    expect(mails()).toMatchObject([
      { template: "access-requests", to: "olga@bank.example", data },
      { template: "access-requests", to: "otto@bank.example", data },
    ]);
    expect(sentAt()).toEqual(now);
  });

  it("R17 are told with what has changed since an approval", async () => {
    await digest({ changedRequests: async () => [{ ...request, details: ["name", "redirectUrls"] }] }).run();
    const changes = ["Ledger of Acme Ltd: Development (name, redirect URLs)"];
    expect(mails()[0]).toMatchObject({ data: { requests: [], total: 0, changes } });
  });

  it("R17 are told at most once in 10 minutes: what comes earlier waits", async () => {
    const before = new Date(now.getTime() - 60_000);
    const { run, sentAt } = digest(waiting, before);
    await run();
    expect(mails()).toEqual([]);
    const runAt = new Date(before.getTime() + 600_000);
    expect(queued).toMatchObject([{ name: "digest-access-requests", runAt }]);
    expect(sentAt()).toEqual(before);
    today = runAt;
    await run();
    expect(mails()).toHaveLength(2);
  });

  it("R17 are told to nobody when none are left", async () => {
    const { run, sentAt } = digest({});
    await run();
    expect([queued, sentAt()]).toEqual([[], null]);
  });
});

describe("R27 what was found in public", () => {
  const leak = {
    id: "grt_1.3",
    headline: "A client secret was found in public",
    sentence: "The client secret of Ledger in Development was found in public.",
    consequence: "It was revoked at once, as its environment says. Its owners have been told.",
  };
  const leakedToken = {
    partnerId: "prt_1",
    tokenId: "pat_1",
    tokenName: "CI",
    url: "https://code.example/.env",
    at: now.toISOString(),
  } as const;

  it("is told to each operator once", async () => {
    await twice(() => tellOfLeak(ports())(leak));
    const { id: _, ...words } = leak;
    expect(mails()).toEqual(
      ["olga@bank.example", "otto@bank.example"].map((to) => ({
        template: "secret-leaked",
        to,
        data: { ...words, portalUrl: links.accessRequests() },
      })),
    );
  });

  it("is told to each ADMIN once, where it is a token of the company's", async () => {
    await twice(() => tellOfLeakedToken(ports({ companyName: async () => "Acme" }))(leakedToken));
    expect(mails()).toMatchObject([
      { template: "company-changed", to: ada.email, data: { headline: "an access token is public" } },
    ]);
    expect(JSON.stringify(mails())).toContain(
      'The access token \\"CI\\" of the company was found in public, at https://code.example/.env.',
    );
  });

  it("is told to nobody of a company that is gone", async () => {
    await tellOfLeakedToken(ports())(leakedToken);
    expect(mails()).toEqual([]);
  });

  it("is told to whom it belongs, where it is a token of their own, with where it was found", async () => {
    const happening = { what: "ACCESS_TOKEN_LEAKED", tokenName: "CI", url: null } as const;
    await tellDeveloper(ports())({ id: "1", developerId: "dev_ada", happening, at: now.toISOString() });
    expect(JSON.stringify(mails())).toContain('Your access token \\"CI\\" was found in public.');
    const found = { ...happening, url: "https://code.example/.env" };
    await tellDeveloper(ports())({
      id: "2",
      developerId: "dev_ada",
      happening: found,
      at: now.toISOString(),
    });
    expect(JSON.stringify(mails())).toContain("found in public, at https://code.example/.env.");
  });
});

describe("a gateway that has failed for an hour", () => {
  const delayed = async () => ({ ...names, owners: [ada, bob] });

  function tell(known: Partial<NoticeFacts>, stillFails: boolean) {
    let isToBeTold = stillFails;
    const failures = {
      record: async () => false,
      clear: async () => {},
      claimNotice: async () => {
        const isFirst = isToBeTold;
        isToBeTold = false;
        return isFirst;
      },
    };
    return tellOfDelay({ ...ports(known), failures });
  }

  it("is told to each owner once, however often the work is done", async () => {
    const run = tell({ delayed }, true);
    await run(target);
    await run(target);
    expect(mails()).toMatchObject([
      { template: "provisioning-delayed", to: ada.email, data: { recipientName: ada.name, ...names } },
      { template: "provisioning-delayed", to: bob.email, data: { recipientName: bob.name, ...names } },
    ]);
  });

  it("is told to nobody when it works again, or when the application is gone", async () => {
    await tell({ delayed }, false)(target);
    await tell({}, true)(target);
    expect(queued).toEqual([]);
  });
});

describe("R36 what happened to an account", () => {
  const work = (developerId: Id<"dev">) => () =>
    tellDeveloper(ports())({
      id: "pat_1",
      developerId,
      happening: { what: "ACCESS_TOKEN_CREATED" },
      at: "2026-03-01T12:34:56.789Z",
    });

  it("is told to whom it belongs, once, with when it was and what to do", async () => {
    await twice(work("dev_ada"));
    expect(mails()).toEqual([
      {
        template: "account-changed",
        to: "ada@acme.example",
        data: expect.objectContaining({ at: "2026-03-01 12:34 UTC", signInUrl: links.signIn() }),
      },
    ]);
  });

  it("is told with the operators' reason where they ended its sessions", async () => {
    const happening = { what: "ACCESS_ENDED", reason: "Your laptop was stolen." } as const;
    await tellDeveloper(ports())({ id: "1", developerId: "dev_ada", happening, at: "2026-03-01T12:34:56Z" });
    const [mail] = mails();
    expect(JSON.stringify(mail)).toContain("Their reason: Your laptop was stolen.");
  });

  it("is told to nobody once the account is deleted", async () => {
    await work("dev_gone")();
    expect(queued).toEqual([]);
  });
});
