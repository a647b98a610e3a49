import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Json } from "../support/client.js";
import { recipients } from "../support/mail-server.js";
import { type MailServerStory, type NoticeStory, startNotices } from "../support/race-notices.js";
import { applicationSeenBy, revealed, sealedOf } from "../support/race-secrets.js";
import { settled } from "../support/race-settled.js";
import { rounds, roundsTimeout } from "../support/rounds.js";

jest.setTimeout(roundsTimeout);

let notices: NoticeStory;
beforeAll(async () => {
  notices = await startNotices("notices.example");
});
afterAll(() => notices.stop());

const isLive = ({ subject }: { subject: string }) => subject.includes("API keys are live in");

interface Case {
  readonly command: string;
  /** Ada unless it says so. */
  readonly by?: "ada" | "bob";
  readonly input: (application: Json) => object;
  readonly subject: string;
  readonly sentence: string;
  /** Environments whose keys go live by it, each with a mail of its own (R16). */
  readonly live?: number;
  /** What has to be done before. */
  readonly first?: [string, (application: Json) => object];
}

const ofApplication = ({ id }: Json) => ({ clientApplicationId: id });
const ofGrant = ({ grants }: Json) => ({ grantId: grants[0].id });
const ofKey = ({ grants }: Json) => ({ apiKeyId: grants[0].apiKeys[0].id });
const toBob = ({ id }: Json) => ({ clientApplicationId: id, developerId: notices.people.bob.id });
const edit = (changed: () => object) => (application: Json) => ({
  ...ofApplication(application),
  expectedVersion: application.version,
  ...changed(),
});
const named = (...slugs: string[]) => slugs.map((slug) => ({ slug }));
const keyName = "the API key for Accounts in Development (ptc_key_development_";

const cases: Record<string, Case> = {
  "a new co-owner": {
    command: "addCoOwner",
    input: toBob,
    subject: "a new co-owner",
    sentence: "Ada Byron made Bob Kahn a co-owner of",
    first: ["removeCoOwner", toBob],
  },
  "a co-owner who is removed": {
    command: "removeCoOwner",
    input: toBob,
    subject: "one co-owner fewer",
    sentence: "Ada Byron removed Bob Kahn from the co-owners of",
  },
  "a co-owner who leaves": {
    command: "removeCoOwner",
    by: "bob",
    input: toBob,
    subject: "one co-owner fewer",
    sentence: "Bob Kahn ",
  },
  "a new owner": {
    command: "transferOwnership",
    input: toBob,
    subject: "a new owner",
    sentence: "Ada Byron transferred the ownership of",
  },
  "new redirect URLs": {
    command: "editClientApplication",
    by: "bob",
    input: edit(() => ({ redirectUrls: ["https://new.notices.example/callback"] })),
    subject: "changed",
    sentence: "Bob Kahn edited",
  },
  "a product more": {
    command: "editClientApplication",
    input: edit(() => ({ products: named("accounts", "transfers", "digital-banking") })),
    subject: "changed",
    sentence: "added Digital Banking",
    live: 1,
  },
  "a product less": {
    command: "editClientApplication",
    input: edit(() => ({ products: named("accounts") })),
    subject: "changed",
    sentence: "removed Transfers",
  },
  "an environment more": {
    command: "editClientApplication",
    by: "bob",
    input: edit(() => ({ environments: named("development", "uat") })),
    subject: "changed",
    sentence: "added UAT",
    live: 1,
  },
  "an environment in place of another": {
    command: "editClientApplication",
    input: edit(() => ({ environments: named("uat") })),
    subject: "changed",
    sentence: "added UAT; removed Development",
    live: 1,
  },
  "a revoked key": {
    command: "revokeApiKey",
    by: "bob",
    input: ofKey,
    subject: "an API key was revoked",
    sentence: `Bob Kahn revoked ${keyName}`,
  },
  "everything revoked in an environment": {
    command: "revokeGrantCredentials",
    input: ofGrant,
    subject: "everything was revoked in Development",
    sentence: "Ada Byron revoked everything of",
  },
  "a rotated key": {
    command: "rotateApiKey",
    input: (application) => ({ ...ofKey(application), overlapHours: 24 }),
    subject: "an API key was rotated",
    sentence: `Ada Byron rotated ${keyName}`,
    live: 1,
  },
  "a rotated client secret": {
    command: "rotateClientSecret",
    by: "bob",
    input: (application) => ({ ...ofGrant(application), overlapHours: 0 }),
    subject: "the client secret was rotated",
    sentence: "Bob Kahn rotated the client secret of",
  },
  "a deactivation": {
    command: "deactivateClientApplication",
    by: "bob",
    input: ofApplication,
    subject: "deactivated",
    sentence: "Bob Kahn deactivated",
  },
  "a restoration": {
    command: "restoreClientApplication",
    input: ofApplication,
    subject: "restored",
    sentence: "Ada Byron restored",
    first: ["deactivateClientApplication", ofApplication],
  },
  "a deletion": {
    command: "deleteClientApplication",
    by: "bob",
    input: ({ id, name }) => ({ clientApplicationId: id, confirmName: name }),
    subject: "deleted",
    sentence: "Bob Kahn deleted",
  },
};

describe("R16 R20 R24 to R31 all owners, and nobody else, get one mail that says who did what", () => {
  it.each(Object.entries(cases))(
    "of %s",
    async (title, { command, by = "ada", input, first, ...expected }) => {
      const { story, people, sharedApplication, changes, mailsAfter } = notices;
      const name = `Teller of ${title}`;
      const application = await sharedApplication(name);
      if (first) await changes(first[0], people.ada, first[1](application));
      const secrets = await revealed(people.ada.person, application);
      const sealed = await sealedOf(story, application.id);

      const mails = await mailsAfter(() => changes(command, people[by], input(application)));

      const left = await applicationSeenBy(people[by].person, application.id);
      if (left) Object.assign(secrets, await revealed(people.ada.person, left));
      sealed.push(...(await sealedOf(story, application.id)));
      const told = mails.filter((mail) => !isLive(mail));
      const owners = [people.ada.email, people.bob.email];
      expect(told.map(({ recipient }) => recipient).sort()).toEqual(owners);
      expect(mails.filter(isLive)).toHaveLength((expected.live ?? 0) * owners.length);
      for (const { subject, text, html } of told) {
        expect(subject).toBe(`${name}: ${expected.subject}`);
        for (const body of [text, html]) {
          expect(body).toContain(expected.sentence);
          expect(body).toContain(people[by].name);
          expect(body).toContain(name);
        }
      }
      expect(Object.keys(secrets).length).toBeGreaterThan(0);
      expect(sealed.length).toBeGreaterThan(0);
      const written = mails.map(({ subject, text, html }) => subject + text + html).join();
      for (const secret of [...Object.values(secrets), ...sealed]) expect(written).not.toContain(secret);
      expect(written).not.toMatch(/ptc_(key|sec)_[a-z]+_\w{43}/);
    },
  );
});

describe("no mail is sent", () => {
  it.each<[string, string, (application: Json) => object]>([
    ["of a new name", "editClientApplication", edit(() => ({ name: "Renamed" }))],
    ["of a new description", "editClientApplication", edit(() => ({ description: "New words." }))],
    ["of an edit that changes nothing", "editClientApplication", edit(() => ({ name: null }))],
    ["of restoring what is not deactivated (R29)", "restoreClientApplication", ofApplication],
    ["of a reveal (R19)", "revealApiKey", ofKey],
  ])("%s", async (title, command, input) => {
    const { people, sharedApplication, changes, mailsAfter } = notices;
    const application = await sharedApplication(`Quiet ${title}`);
    expect(await mailsAfter(() => changes(command, people.ada, input(application)))).toEqual([]);
  });

  it("of a command that was refused (R21)", async () => {
    const { people, sharedApplication, changes, mailsAfter } = notices;
    const input = ofApplication(await sharedApplication("Quiet refusal"));
    const mails = await mailsAfter(() =>
      expect(changes("deactivateClientApplication", people.cyd, input)).rejects.toThrow("NOT_AN_OWNER"),
    );
    expect(mails).toEqual([]);
  });
});

describe("R30 each owner gets one mail", () => {
  it("also when the job runs again", async () => {
    const { story, people, sharedApplication, changes, mailsAfter } = notices;
    const application = await sharedApplication("Told twice");
    const { pool, queue } = story.services;
    const mails = await mailsAfter(async () => {
      await story.pauseWorker();
      await changes("deactivateClientApplication", people.ada, ofApplication(application));
      const { rows } = await pool.query(
        `select payload from graphile_worker._private_jobs as job
           join graphile_worker._private_tasks as task on task.id = job.task_id where identifier = 'notify-owners'`,
      );
      await story.resumeWorker();
      await settled(story);
      await queue.enqueue([{ name: "notify-owners", payload: rows[0].payload, key: "again", priority: 10 }]);
    });
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual([people.ada.email, people.bob.email]);
  });

  const kills = Math.ceil(rounds / 20);
  it(`also when workers are killed after queueing the mails, and after sending one (${kills} times each)`, async () => {
    const { story, people, sharedApplication, changes, mailsAfter, workerKilledAfter } = notices;
    const application = await sharedApplication("Told by many");
    const mails = await mailsAfter(async () => {
      await story.pauseWorker();
      await changes("deactivateClientApplication", people.bob, ofApplication(application));
      for (const step of ["queue", "send"] as const) {
        for (let kill = 0; kill < kills; kill += 1) await workerKilledAfter(step);
      }
      await story.resumeWorker();
    });
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual([people.ada.email, people.bob.email]);
  });
});

describe("a legal name stays text in a mail, whatever it looks like", () => {
  let server: MailServerStory;
  beforeAll(async () => {
    server = await notices.sendsMails();
  });
  afterAll(() => server.stop());

  it.each([
    [`Tom & "Jerry's" &lt;b&gt; &amp;`],
    ["Bcc: eve@evil.example, Subject: Hello"],
    ["=?utf-8?B?SGFja2Vk?="],
    ["https://evil.example/?a=b&c=d"],
    ["$& $1 {{y}} %s \\r\\n"],
    ["Größe · 口座 عربي"],
    ["dev_00000000000000000000000000"],
  ])("%s", async (name) => {
    const { people, sharedApplication, changes } = notices;
    const application = await sharedApplication(name);
    const mails = await server.mailsAfter(() =>
      changes("deactivateClientApplication", people.ada, ofApplication(application)),
    );
    expect(mails.map(recipients).sort()).toEqual([[people.ada.email], [people.bob.email]]);
    const inHtml = name.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
    for (const mail of mails) {
      const { subject, cc, bcc } = mail;
      expect({ subject, cc, bcc }).toEqual({ subject: `${name}: deactivated` });
      expect(mail.text).toContain(`Ada Byron deactivated ${name}.`);
      expect(mail.html).toContain(`Ada Byron deactivated ${inHtml}.`);
      const links = [...`${mail.html}`.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, link]) => link);
      expect([...new Set(links)]).toEqual([
        expect.stringMatching(/^http:\/\/localhost:\d+\/applications\/app_\w+$/),
      ]);
    }
  });
});

it("R18 a legal name that is the id of another company's developer tells nothing of them in a mail", async () => {
  const { story, people, sharedApplication, changes, mailsAfter } = notices;
  const stranger = await story.readyDeveloper("eve@elsewhere.example");
  await stranger.mutate("updateProfile", { givenName: "Eve", familyName: "Elsewhere" }, "developer { id }");
  const { me } = await stranger.data("{ me { id } }");
  const application = await sharedApplication(me.id);
  const mails = await mailsAfter(() =>
    changes("deactivateClientApplication", people.ada, ofApplication(application)),
  );
  expect(mails).toHaveLength(2);
  for (const { text } of mails) expect(text).not.toContain("Elsewhere");
});
