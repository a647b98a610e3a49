import { describe, expect, it } from "@jest/globals";
import { auditActions } from "../../src/application/consequences/audit/audit-action.js";
import { mention } from "../../src/application/consequences/audit/mentions.js";
import { consequencesOf } from "../../src/application/consequences/consequences-of.js";
import type { NameOf } from "../../src/application/consequences/name-of.js";
import type { OwnerNotice } from "../../src/application/consequences/owner-notice.js";
import type { DomainEvent } from "../../src/application/domain-event.js";
import { type Consequences, ofApplications, ofOthers } from "./consequences-table.js";

const subject = {
  applicationId: "app_1",
  partnerId: "prt_1",
  version: 3,
  ownerIds: ["dev_a", "dev_b"],
} as const;
const actor = "dev_a";

const now: Readonly<Record<string, string>> = {
  app_1: "Ledger",
  prd_a: "Accounts",
  prd_t: "Transfers",
  env_d: "Development",
  env_p: "Production",
  pat_1: "CI",
  gwt_1: "Edge",
};
const before: typeof now = { app_1: "Journal", prd_a: "Account", env_d: "Dev" };
const nameOf: NameOf = (id, when) => (when === "before" ? before[id] : now[id]) ?? id;

const rows = (table: object, common: object) =>
  Object.entries(table).flatMap(([type, cases]: [string, readonly Consequences[]]) =>
    cases.map((expected) => {
      const event = { ...common, type, ...expected.facts } as unknown as DomainEvent;
      return [`${type} ${expected.audit?.[1] ?? ""}`.trim(), event, expected] as const;
    }),
  );
const all = [...rows(ofApplications, subject), ...rows(ofOthers, { partnerId: subject.partnerId })];

describe("what follows from an event (R16, R17, R29, R32, R33)", () => {
  it.each(all)("%s", async (_, event, { audit, notice, by = mention(actor), also = [], work = [] }) => {
    const { notes, jobs } = await consequencesOf([event], actor, async () => nameOf);
    expect(notes.map(({ action, summary }) => [action, summary])).toEqual(audit ? [audit] : []);
    const notices = jobs.filter(({ name }) => name === "notify-owners").map(({ payload }) => payload);
    const expected: OwnerNotice[] = notice
      ? [
          {
            id: "app_1.3",
            applicationId: "app_1",
            applicationName: "Ledger",
            headline: notice[0],
            summary: audit?.[1] ?? "",
            consequence: notice[1],
            actor: by,
            recipientIds: [...subject.ownerIds, ...also],
          },
        ]
      : [];
    expect(notices).toEqual(expected);
    const others = jobs.filter(({ name }) => name !== "notify-owners");
    expect(others.map(({ key, priority }) => `${key}${priority < 0 ? "!" : ""}`)).toEqual(work);
  });

  it("R33 is noted with its subject, its partner and its application, so that each finds it in its trail", async () => {
    const { notes } = await consequencesOf(
      all.map(([, event]) => event),
      actor,
      async () => nameOf,
    );
    for (const note of notes) expect(note.subjectId).not.toBe("");
    const events = all.flatMap(([, event, { audit }]) => (audit ? [event] : []));
    expect(notes.map(({ applicationId }) => applicationId)).toEqual(
      events.map((event) => ("applicationId" in event ? event.applicationId : undefined)),
    );
  });

  it("R33 is every action of the trail, so that none is offered which never happens", async () => {
    const events = all.map(([, event]) => event);
    const { notes } = await consequencesOf(events, actor, async () => nameOf);
    expect(new Set(notes.map(({ action }) => action))).toEqual(new Set(Object.keys(auditActions)));
  });

  it("is one job to tell the owners, whatever one transaction has done to how many applications", async () => {
    const events = all.flatMap(([, event]) => (event.type === "OwnershipTransferred" ? [event, event] : []));
    const { jobs } = await consequencesOf(events, actor, async () => nameOf);
    const told = jobs.filter(({ name }) => name === "notify-owners").map(({ payload }) => payload);
    expect(told).toEqual([Array(events.length).fill(expect.objectContaining({ headline: "a new owner" }))]);
  });

  it("is done by the system where nobody has acted", async () => {
    const [deactivated] = rows(
      { ClientApplicationDeactivated: ofApplications.ClientApplicationDeactivated },
      subject,
    );
    const { jobs } = await consequencesOf(deactivated ? [deactivated[1]] : [], null, async () => nameOf);
    expect(jobs.find(({ name }) => name === "notify-owners")?.payload).toMatchObject({ actor: "Portico" });
  });
});

describe("names", () => {
  const lookedUp = async (events: readonly DomainEvent[]) => {
    const asked: string[][] = [];
    await consequencesOf(events, actor, async (ids) => {
      asked.push([...ids].sort());
      return nameOf;
    });
    return asked;
  };

  it("are in no event: every one that a sentence holds is looked up", async () => {
    for (const [, event] of all) {
      const { notes, jobs } = await consequencesOf([event], actor, async () => (id) => `<${id}>`);
      const written = JSON.stringify([notes, jobs]);
      for (const name of [...Object.values(now), ...Object.values(before)]) {
        expect(written).not.toMatch(new RegExp(`\\b${name}\\b`));
      }
    }
  });

  it("are looked up once for all events of a transaction, each of them, and no other", async () => {
    const of = (type: DomainEvent["type"]) =>
      all.flatMap(([, event]) => (event.type === type ? [event] : []));
    expect(await lookedUp(of("ApiKeyRevoked"))).toEqual([["app_1", "env_d", "prd_a"]]);
    expect(await lookedUp([...of("ApiKeyRevoked"), ...of("AccessApproved"), ...of("MemberJoined")])).toEqual([
      ["app_1", "env_d", "env_p", "prd_a"],
    ]);
    expect(await lookedUp(of("MemberJoined"))).toEqual([[]]);
  });
});
