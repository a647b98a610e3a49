import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "../client.js";
import { eventually } from "../eventually.js";
import type { Person } from "../story.js";
import type { Deployment } from "./deployment.js";
import { doorsOf, persistently } from "./persistently.js";

/** What a user knows of an application from the answers so far. */
interface Known {
  id: string;
  readonly name: string;
  description: string;
  version: number;
  state: "ACTIVE" | "DEACTIVATED" | "DELETED";
  /** R33: the entries that their commands have to leave, oldest first. */
  readonly trail: string[];
}

/** People who go on working whatever happens, and keep their own histories. */
export interface Crowd {
  /** They work while `fault` comes and goes, and finish what they have begun. */
  during(fault: () => Promise<void>): Promise<void>;
  /** Commands that were answered. */
  readonly answered: number;
  /** What was tried again, and how often. */
  readonly retried: Readonly<Record<string, number>>;
  /** What no fault excuses, and what tables, gateways and trail say against the histories; nothing, if all is well. */
  differences(): Promise<string[]>;
}

const lanesOfEach = 2;
/** In ms, between two commands: what starts meanwhile has its turn on a busy machine, too. */
const longestThought = 200;
/** What a command answers besides its errors. */
const selections: Readonly<Record<string, string>> = {
  deleteClientApplication: "deletedClientApplicationId",
};
const usualSelection = "clientApplication { id version }";

export async function gather(deployment: Deployment, addresses: readonly string[]): Promise<Crowd> {
  const { webs, query } = deployment;
  const known: Known[] = [];
  const violations: string[] = [];
  const retried: Record<string, number> = {};
  let answered = 0;
  let isOver = true;
  const people: Person[] = [];
  for (const address of addresses) people.push(await deployment.joins(address));
  const lanes = people.flatMap((person) =>
    Array.from({ length: lanesOfEach }, () => ({
      onViolation: (what: string) => void violations.push(`${what}${logged(deployment, what)}`),
      onRetry: (what: string) => {
        retried[what] = (retried[what] ?? 0) + 1;
      },
      doors: doorsOf(
        person,
        webs.map(({ url }) => url),
      ),
    })),
  );

  type Lane = (typeof lanes)[number];

  async function command(lane: Lane, name: string, input: object): Promise<Json | "answer lost" | undefined> {
    const settled = await persistently(name, input, selections[name] ?? usualSelection, lane);
    answered += 1;
    if ("answerLost" in settled) return "answer lost";
    const { clientApplication, userErrors } = settled.payload;
    if (userErrors.length === 0) return clientApplication ?? {};
    violations.push(`${name}: ${JSON.stringify(userErrors)}`);
    return undefined;
  }

  /** One of a lane's own, so that nobody else changes it. */
  async function change(lane: Lane, each: Known, name: string, action: string, input: object): Promise<void> {
    const answer = await command(lane, name, { clientApplicationId: each.id, ...input });
    if (answer === undefined) return;
    each.trail.push(action);
    each.version = answer.version ?? each.version + 1;
    if (answer === "answer lost" && action !== "DELETED") {
      const [row] = await query("select version from client_application where id = $1", [each.id]);
      each.version = row?.version ?? -1;
    }
  }

  async function register(lane: Lane): Promise<Known | undefined> {
    const name = `Outlives ${crypto.randomUUID()}`;
    const answer = await command(lane, "registerClientApplication", {
      name,
      description: "First.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: [{ slug: "accounts" }],
      environments: [{ slug: "development" }, { slug: "uat" }],
    });
    if (answer === undefined) return undefined;
    const [row] =
      answer === "answer lost"
        ? await query("select id, version from client_application where name = $1", [name])
        : [answer];
    if (!row) violations.push(`registerClientApplication: ${name} was told to be there, and is not`);
    const { id, version } = row ?? { id: "none", version: 0 };
    const each: Known = { id, name, description: "First.", version, state: "ACTIVE", trail: ["REGISTERED"] };
    known.push(each);
    return each;
  }

  /** A life of one application, as far as there is time. */
  async function live(lane: Lane): Promise<void> {
    const each = await register(lane);
    if (!each) return;
    const steps = [
      async () => {
        const description = `Changed ${each.version} times.`;
        await change(lane, each, "editClientApplication", "EDITED", {
          description,
          expectedVersion: each.version,
        });
        each.description = description;
      },
      async () => {
        await change(lane, each, "deactivateClientApplication", "DEACTIVATED", {});
        each.state = "DEACTIVATED";
      },
      async () => {
        await change(lane, each, "restoreClientApplication", "RESTORED", {});
        each.state = "ACTIVE";
      },
      async () => {
        await change(lane, each, "deleteClientApplication", "DELETED", { confirmName: each.name });
        each.state = "DELETED";
      },
    ];
    const length = Math.floor(Math.random() * (steps.length + 1));
    for (const step of steps.slice(0, length)) {
      await sleep(Math.random() * longestThought);
      if (!isOver) await step();
    }
  }

  return {
    retried,
    get answered() {
      return answered;
    },
    async during(fault) {
      isOver = false;
      const working = lanes.map(async (lane) => {
        while (!isOver) await live(lane);
      });
      // Whoever is at a loss ends the fault's part as well, and tells why once it is over.
      const loss = Promise.all(working).then(() => new Promise<void>(() => {}));
      try {
        await Promise.race([fault(), loss]);
      } finally {
        isOver = true;
        await Promise.allSettled(working);
      }
      await Promise.all(working);
    },
    async differences() {
      await becomesQuiet(deployment);
      const found = [...violations.splice(0), ...(await historiesAgainstTables(deployment, known))];
      return [...found, ...(await gatewaysAgainstTables(deployment))];
    },
  };
}

/** What the webs have logged of the request whose id an answer names. */
function logged({ webs }: Deployment, answer: string): string {
  const [, id = "none"] = /"requestId":"([^"]+)"/.exec(answer) ?? [];
  const lines = webs.flatMap(({ program }) => program.stderr().split("\n"));
  return ["", ...lines.filter((line) => line.includes(id))].join("\n");
}

/**
 * Nothing is queued any longer but what is for later, such as mails that come in one, and what has been superseded. The
 * queue would wait longer after each failure; that is not what is to be seen here.
 */
export async function becomesQuiet({ query }: Deployment): Promise<void> {
  const waiting =
    "from graphile_worker._private_jobs where locked_at is not null or attempts < max_attempts and (attempts > 0 or run_at <= now())";
  await eventually(async () => {
    await query(
      "update graphile_worker._private_jobs set run_at = now() where run_at > now() and attempts between 1 and max_attempts - 1 and locked_at is null",
    );
    const [row] = await query(`select count(*)::int as count ${waiting}`);
    return row.count === 0;
  }).catch(async () => {
    const rows = await query(`select key, attempts, run_at, locked_at, locked_by, last_error ${waiting}`);
    throw new Error(`The queue does not become empty: ${JSON.stringify(rows)}`);
  });
}

/** Nothing that was answered is lost, and nothing is there or back that was not asked for. */
async function historiesAgainstTables({ query }: Deployment, known: readonly Known[]): Promise<string[]> {
  const rows = await query(
    "select id, description, deactivated_at is not null as is_deactivated, version from client_application",
  );
  const trails = await query(
    "select application_id as id, array_agg(action order by id) as actions from audit_entry where actor_id is not null and application_id is not null group by 1",
  );
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const trailOf = new Map(trails.map(({ id, actions }) => [id, actions]));
  const found = known.flatMap(({ id, description, version, state, trail }) => {
    const row = rowOf.get(id);
    const inTable = row
      ? `${row.is_deactivated ? "DEACTIVATED" : "ACTIVE"} "${row.description}" ${row.version}`
      : "DELETED";
    const inHistory = state === "DELETED" ? state : `${state} "${description}" ${version}`;
    const entries = (trailOf.get(id) ?? []).join(" ");
    return [
      ...(inTable === inHistory ? [] : [`${id} is ${inTable} and not ${inHistory}`]),
      ...(entries === trail.join(" ") ? [] : [`${id} has the trail ${entries} and not ${trail.join(" ")}`]),
    ];
  });
  const strangers = rows.filter(({ id }) => !known.some((each) => each.id === id));
  return [...found, ...strangers.map(({ id }) => `${id} is in nobody's history`)];
}

/** R29 to R31: gateways accept exactly the keys and clients of what is active, and every one of those is live. */
async function gatewaysAgainstTables({ query }: Deployment): Promise<string[]> {
  const active =
    "from access_grant g join client_application a on a.id = g.application_id where a.deactivated_at is null";
  const keys = await query(
    `select coalesce(d.id, h.api_key_id) as id, d.id is not null as is_wanted, h.api_key_id is not null as is_held, d.provisioned_at is not null as is_live
       from (select k.* from api_key k where k.revoked_at is null and k.grant_id in (select g.id ${active})) d
       full join gateway_key h on h.hash = d.secret_hash
      where d.id is null or h.api_key_id is null or d.provisioned_at is null`,
  );
  const clients = await query(
    `select coalesce(d.client_id, h.client_id) as id, d.client_id is not null as is_wanted, h.client_id is not null as is_held
       from (select g.* ${active}) d full join gateway_client h on h.client_id = d.client_id and h.secret_hash = d.secret_hash
      where d.client_id is null or h.client_id is null`,
  );
  return [...keys, ...clients].map((row) => `gateway: ${JSON.stringify(row)}`);
}
