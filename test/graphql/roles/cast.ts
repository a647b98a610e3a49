import type { Json } from "../../support/client.js";
import { eventually } from "../../support/eventually.js";
import { inTurns } from "../../support/race-rounds.js";
import { Racer } from "../../support/race-story.js";
import { byId } from "../../support/references.js";
import { type Story, startStory } from "../../support/story.js";

/**
 * Who there is: nobody, another company's, of the company its ADMIN, members, and one who was removed; an operator, who
 * is of a company of their own; and the owner by access tokens of each scope.
 */
export const roles = [
  "signed out",
  "other company",
  "member",
  "co-owner",
  "owner",
  "removed member",
  "admin",
  "operator",
  "token READ",
  "token WRITE",
  "token SECRETS",
] as const;
/** The company's tokens of each scope, which name every subject. */
export const companyTokens = ["company READ", "company WRITE", "company SECRETS"] as const;
export type CompanyToken = (typeof companyTokens)[number];
export type Role = (typeof roles)[number] | CompanyToken;

/** An application with an owner, the role `co-owner`, and a second co-owner; all its keys are live. */
export interface Subject {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly grantId: string;
  readonly requestId: string;
  readonly keyId: string;
}

export interface Cast {
  readonly story: Story;
  readonly partnerId: string;
  readonly ids: Readonly<Record<Exclude<Role, "signed out"> | "second co-owner" | "spare", string>>;
  /** As a role, from an address of the cell's own: the rate limit counts by address. */
  as(role: Role): Racer;
  /** So many applications, registered side by side; from then on nothing takes queued jobs. */
  subjects(count: number): Promise<Subject[]>;
}

const company = "roles.example";

export async function startCast(): Promise<Cast> {
  const story = await startStory({
    settings: { TRUSTED_PROXIES: "127.0.0.1", OPERATOR_EMAILS: "operator@bank.example" },
  });
  const ready = (email: string) => story.readyDeveloper(email).then(Racer.of);
  const people: Record<string, Racer> = { admin: await ready(`admin@${company}`) };
  for (const role of ["member", "co-owner", "owner", "removed member", "second co-owner", "spare"]) {
    people[role] = await ready(`${role.replace(/\W/g, "-")}@${company}`);
  }
  people["other company"] = await ready("someone@elsewhere.example");
  people.operator = await ready("operator@bank.example");
  people["signed out"] = new Racer(story.url);
  const ids: Record<string, string> = {};
  for (const [role, person] of Object.entries(people)) {
    if (role !== "signed out") ids[role] = (await person.data("{ me { id } }")).me.id;
  }
  for (const scope of ["READ", "WRITE", "SECRETS"]) {
    const role = `token ${scope}`;
    const input = { name: role, scopes: [scope], expiresInDays: 1 };
    const { value } = await (people.owner as Racer).mutate("createAccessToken", input, "value");
    people[role] = Object.assign(new Racer(story.url), { token: value });
    ids[role] = ids.owner as string;
  }
  const { pool } = story.services;
  for (const role of companyTokens) {
    people[role] = Object.assign(new Racer(story.url), { token: await companyToken(story, role) });
    ids[role] = ids.admin as string;
  }
  const { rows } = await pool.query("select partner_id from partner_domain where domain = $1", [company]);
  await pool.query("delete from member where developer_id = $1", [ids["removed member"]]);
  let cells = 0;
  const inCell = (person: Racer): Racer => {
    cells += 1;
    const address = `10.1.${Math.floor(cells / 250)}.${cells % 250}`;
    return Object.assign(Racer.of(person), { address });
  };
  const cast: Cast = {
    story,
    partnerId: rows[0]?.partner_id,
    ids: ids as Cast["ids"],
    as: (role) => inCell(people[role] as Racer),
    async subjects(count) {
      const numbers = Array.from({ length: count }, (_, index) => index);
      const subjects = await inTurns(numbers, 8, (number) => register(cast, number));
      await pool.query("update client_application set co_owner_ids = $1", [
        [ids["co-owner"], ids["second co-owner"]],
      ]);
      await pool.query(
        "update access_token set application_ids = array(select id from client_application) where partner_id is not null",
      );
      await eventually(async () => {
        const { rows } = await pool.query("select from api_key where provisioned_at is null");
        return rows.length === 0;
      });
      // Nobody waits for what follows from what the roles do.
      await story.pauseWorker();
      return subjects;
    },
  };
  return cast;
}

/** In clear; it names nothing yet. */
async function companyToken({ services }: Story, role: CompanyToken): Promise<string> {
  const { pool, ids, vault } = services;
  const id = ids.next("pat");
  const sealed = vault.issue("cat", null, id);
  await pool.query(
    `insert into access_token (id, partner_id, application_ids, created_by_id, name, scopes, hash, preview, created_at, expires_at)
     select $1, member.partner_id, '{}', member.developer_id, $2, $3, $4, $5, now(), now() + interval '1 day'
       from member join partner_domain using (partner_id) where domain = $6 and role = 'ADMIN'`,
    [id, role, [role.replace("company ", "")], sealed.hash, sealed.preview, company],
  );
  return vault.open(sealed, id);
}

async function register({ as, story }: Cast, number: number): Promise<Subject> {
  const owner = as("owner");
  const application: Json = await owner.registers({
    name: `Subject ${number}`,
    description: "Is acted upon.",
    type: "WEB",
    authentication: "AUTHORIZATION_CODE",
    siteUrl: "https://subject.example",
    redirectUrls: ["https://subject.example/callback"],
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.development),
  });
  const [grant] = application.grants;
  return {
    id: application.id,
    name: application.name,
    version: application.version,
    grantId: grant.id,
    requestId: grant.requests[0].id,
    keyId: grant.apiKeys[0].id,
  };
}
