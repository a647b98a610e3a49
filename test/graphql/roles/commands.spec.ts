import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildPorticoSchema } from "../../../src/graphql/schema.js";
import type { Json } from "../../support/client.js";
import { type Cast, companyTokens, type Role, roles, type Subject, startCast } from "./cast.js";
import { applicationRows, type CommandRow, isAboutApplication, kinds, type Prepared } from "./commands.js";
import { companyRows } from "./company-commands.js";
import { operatorRows } from "./operator-commands.js";

const commandRows = [...applicationRows, ...companyRows, ...operatorRows];
const cells = commandRows.flatMap((row) =>
  [...roles, ...companyTokens].map((role) => ({ row, role, outcome: row.outcomes[role] })),
);

/** Who needs an application of their own: one that is changed. Those who are refused share one, for nothing happens to it. */
const needOf = ({ row, outcome }: (typeof cells)[number]): unknown => {
  if (!isAboutApplication(row)) return "no application";
  return outcome === "OK" ? {} : row;
};
const needs = new Map<object, unknown>(cells.map((cell) => [cell, needOf(cell)]));

let cast: Cast;
let subjects: Map<unknown, Subject>;

beforeAll(async () => {
  cast = await startCast();
  const needed = [...new Set(needs.values()), leaving];
  const registered = await cast.subjects(needed.length);
  subjects = new Map(needed.map((need, index) => [need, registered[index] as Subject]));
});

afterAll(() => cast.story.stop());

it("R18 every mutation of the schema has a row", async () => {
  const schema = await buildPorticoSchema();
  const fields = Object.keys(schema.getMutationType()?.getFields() ?? {});
  const rows = commandRows.map(({ mutation }) => mutation);
  expect(fields.filter((field) => !rows.includes(field))).toEqual([]);
  expect(rows.filter((row) => !fields.includes(row))).toEqual([]);
});

describe("R18 R21 who may do what", () => {
  it.each(cells.map((cell) => [`${cell.row.mutation} by ${cell.role}: ${cell.outcome}`, cell] as const))(
    "%s",
    async (_, cell) => {
      const { row, role, outcome } = cell;
      const subject = subjects.get(needs.get(cell)) as Subject;
      const prepared = (await row.before?.(subject, cast)) ?? {};
      const before = await facts(subject);
      const answer = await send(role, row, row.input(subject, cast, prepared));
      expect(outcomeOf(answer, row)).toBe(outcome);
      if (outcome === "OK") return;
      const isTold = /^reveal/.test(row.mutation) && outcome === "NOT_AN_OWNER";
      const told = isTold ? [...before.trail, "REVEAL_REFUSED"] : before.trail;
      expect(await facts(subject)).toEqual({ ...before, trail: told });
      if (outcome === "NOT_FOUND")
        expect(answer).toEqual(await answerForUnknown(role, row, subject, prepared));
    },
  );
});

const leaving = {};

it("R23 transferOwnership by admin of an application whose owner is no longer a member: OK", async () => {
  const subject = subjects.get(leaving) as Subject;
  const { pool } = cast.story.services;
  await pool.query("update client_application set owner_id = $1 where id = $2", [
    cast.ids["removed member"],
    subject.id,
  ]);
  const row = commandRows.find(({ mutation }) => mutation === "transferOwnership") as CommandRow;
  const by = async (role: Role) => outcomeOf(await send(role, row, row.input(subject, cast, {})), row);
  for (const role of ["member", "co-owner"] as const) expect(await by(role)).toBe("NOT_AN_OWNER");
  expect(await by("removed member")).toBe("NOT_A_MEMBER");
  expect(await by("admin")).toBe("OK");
  const { rows } = await pool.query("select owner_id, co_owner_ids from client_application where id = $1", [
    subject.id,
  ]);
  expect(rows).toEqual([{ owner_id: cast.ids["second co-owner"], co_owner_ids: [cast.ids["co-owner"]] }]);
});

async function send(role: Role, { mutation, selection }: CommandRow, input: object): Promise<Json> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${selection} userErrors { code message path } } }`;
  return cast.as(role).ask(query, { input });
}

/** The entity is there exactly when nothing was refused. */
function outcomeOf({ data, errors }: Json, { mutation }: CommandRow): string {
  if (errors) return errors[0].extensions.code;
  const { userErrors, ...parts } = data[mutation];
  const isRefused = userErrors.length > 0;
  for (const part of Object.values(parts)) expect(part === null).toBe(isRefused);
  return isRefused ? userErrors[0].code : "OK";
}

async function answerForUnknown(
  role: Role,
  row: CommandRow,
  subject: Subject,
  prepared: Prepared,
): Promise<Json> {
  const input = row.input(subject, cast, prepared);
  const reference = row.reference ?? "clientApplicationId";
  return send(role, row, { ...input, [reference]: `${kinds[reference]}_00000000000000000000000000` });
}

/** All that a command could have changed. */
async function facts({ id }: Subject): Promise<{ trail: string[] } & Record<string, unknown>> {
  const { pool } = cast.story.services;
  const { rows } = await pool.query(
    `select array(select action from audit_entry where application_id = $1 and actor_id is not null order by id) as trail,
            (select to_jsonb(a) from client_application a where id = $1) as application,
            array(select to_jsonb(g) from access_grant g where application_id = $1 order by id) as grants,
            array(select to_jsonb(k) from api_key k join access_grant g on g.id = grant_id
                   where g.application_id = $1 order by k.id) as keys`,
    [id],
  );
  return rows[0];
}
