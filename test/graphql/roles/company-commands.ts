import type { Cast, Subject } from "./cast.js";
import { type CommandRow, everybody, owners } from "./commands.js";

/** Any member; an operator is of another company, as is the other company. */
const members = { ...everybody, "removed member": "NOT_A_MEMBER" };
const elsewhere = (code: string) => ({ "other company": code, operator: code });
const admins = {
  ...members,
  ...elsewhere("NOT_A_MEMBER"),
  member: "NOT_AN_ADMIN",
  "co-owner": "NOT_AN_ADMIN",
  owner: "NOT_AN_ADMIN",
  "token WRITE": "NOT_AN_ADMIN",
  "token SECRETS": "NOT_AN_ADMIN",
};
const sessions = {
  ...members,
  "token READ": "FORBIDDEN",
  "token WRITE": "FORBIDDEN",
  "token SECRETS": "FORBIDDEN",
};

let count = 0;
const address = () => `colleague-${++count}@roles.example`;

async function invited(_: Subject, { as }: Cast) {
  const { invitation } = await as("member").mutate(
    "inviteDeveloper",
    { email: address() },
    "invitation { id }",
  );
  return { id: invitation.id };
}

async function joined(_: Subject, { story, partnerId }: Cast) {
  const { pool, ids } = story.services;
  const id = ids.next("dev");
  await pool.query("insert into developer (id, email, created_at) values ($1, $2, now())", [id, address()]);
  await pool.query(
    "insert into member (developer_id, partner_id, role, joined_at) values ($1, $2, 'MEMBER', now())",
    [id, partnerId],
  );
  return { id };
}

async function waiting(_: Subject, { story, partnerId }: Cast) {
  const { pool, ids } = story.services;
  const id = ids.next("dev");
  await pool.query("insert into developer (id, email, created_at) values ($1, $2, now())", [id, address()]);
  await pool.query(
    "insert into join_request (developer_id, partner_id, requested_at) values ($1, $2, now())",
    [id, partnerId],
  );
  return { id };
}

async function token(_: Subject, { as }: Cast) {
  const input = { name: "To be revoked", scopes: ["READ"], expiresInDays: 1 };
  const { accessToken } = await as("owner").mutate("createAccessToken", input, "accessToken { id }");
  return { id: accessToken.id };
}

async function rejected({ requestId }: Subject, { story }: Cast) {
  const sql =
    "update access_request set verdict = 'REJECTED', decided_at = now(), decision_reason = 'No.' where id = $1";
  await story.services.pool.query(sql, [requestId]);
  return undefined;
}

/** What is about the company, its members, and their tokens. */
export const companyRows: readonly CommandRow[] = [
  {
    mutation: "inviteDeveloper",
    input: () => ({ email: address() }),
    selection: "invitation { id }",
    outcomes: { ...members, ...elsewhere("DIFFERENT_EMAIL_DOMAIN") },
  },
  {
    mutation: "resendInvitation",
    before: invited,
    input: (_, __, { id }) => ({ invitationId: id }),
    selection: "invitation { id }",
    outcomes: { ...members, ...elsewhere("NOT_FOUND") },
    reference: "invitationId",
  },
  {
    mutation: "withdrawInvitation",
    before: invited,
    input: (_, __, { id }) => ({ invitationId: id }),
    selection: "invitation { id }",
    outcomes: { ...members, ...elsewhere("NOT_FOUND") },
    reference: "invitationId",
  },
  {
    // R8.
    mutation: "changeMemberRole",
    input: (_, { ids }) => ({ developerId: ids.spare, role: "MEMBER" }),
    selection: "partner { id }",
    outcomes: admins,
  },
  {
    // R9.
    mutation: "removeMember",
    before: joined,
    input: (_, __, { id }) => ({ developerId: id }),
    selection: "partner { id }",
    outcomes: admins,
  },
  {
    // R38: the same policy again.
    mutation: "chooseJoiningPolicy",
    input: () => ({ policy: "OPEN" }),
    selection: "partner { id }",
    outcomes: { ...admins, ...elsewhere("OK") },
  },
  {
    // R38: once the record is given, it may be looked up once a minute.
    mutation: "proveDomain",
    input: () => ({ domain: `proven-${++count}.example` }),
    selection: "partner { id } recordName",
    outcomes: { ...admins, ...elsewhere("OK") },
  },
  {
    mutation: "acceptJoinRequest",
    before: waiting,
    input: (_, __, { id }) => ({ developerId: id }),
    selection: "partner { id }",
    outcomes: { ...admins, ...elsewhere("NOT_FOUND") },
    reference: "developerId",
  },
  {
    mutation: "declineJoinRequest",
    before: waiting,
    input: (_, __, { id }) => ({ developerId: id }),
    selection: "partner { id }",
    outcomes: { ...admins, ...elsewhere("NOT_FOUND") },
    reference: "developerId",
  },
  {
    mutation: "requestAccessAgain",
    before: rejected,
    reference: "accessRequestId",
    input: ({ requestId }) => ({ accessRequestId: requestId, note: "Please." }),
    selection: "grant { id }",
    outcomes: owners,
  },
  {
    mutation: "createAccessToken",
    input: () => ({ name: "New", scopes: ["READ"], expiresInDays: 1 }),
    selection: "value accessToken { id }",
    outcomes: sessions,
  },
  {
    mutation: "moveToAddress",
    input: () => ({ email: address() }),
    selection: "sentTo",
    outcomes: { ...sessions, ...elsewhere("DIFFERENT_EMAIL_DOMAIN") },
  },
  {
    mutation: "revokeAccessToken",
    before: token,
    input: (_, __, { id }) => ({ accessTokenId: id }),
    selection: "accessToken { id }",
    outcomes: {
      ...everybody,
      ...elsewhere("NOT_FOUND"),
      member: "NOT_FOUND",
      "co-owner": "NOT_FOUND",
      "removed member": "NOT_FOUND",
      admin: "NOT_FOUND",
    },
    reference: "accessTokenId",
  },
  {
    // Nobody here wants to go; who does is another story.
    mutation: "deleteMyAccount",
    input: () => ({ confirmEmail: "not.mine@roles.example" }),
    selection: "deletedDeveloperId",
    outcomes: {
      ...Object.fromEntries(Object.keys(everybody).map((role) => [role, "NAME_NOT_CONFIRMED"])),
      "signed out": "UNAUTHENTICATED",
      "token READ": "FORBIDDEN",
      "token WRITE": "FORBIDDEN",
      "token SECRETS": "FORBIDDEN",
      "company READ": "FORBIDDEN",
      "company WRITE": "FORBIDDEN",
      "company SECRETS": "FORBIDDEN",
    } as typeof everybody,
  },
];
