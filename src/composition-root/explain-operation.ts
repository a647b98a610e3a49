import { getOperationAST, parse } from "graphql";
import type { Actor } from "../application/actor.js";
import { WorkAccount } from "../application/work-account.js";
import type { Config } from "../config.js";
import { normalizedEmail } from "../domain/partner/email-domain.js";
import { limits } from "../graphql/limits/limits.js";
import { buildPorticoSchema } from "../graphql/schema.js";
import { createApolloServer } from "../graphql/server.js";
import { createChangeFeed } from "../infrastructure/change-feed.js";
import { isDatabaseAway } from "../infrastructure/database/is-database-away.js";
import { createLogger } from "../infrastructure/logging.js";
import { createActorDirectory } from "../infrastructure/persistence/actor-directory.js";
import { type ExplainedStatement, explained } from "../infrastructure/persistence/explain.js";
import { createIdempotencyStore } from "../infrastructure/persistence/idempotency-store.js";
import type { Statement } from "../infrastructure/persistence/watch-statements.js";
import { createWorkBudget } from "../infrastructure/work-budget.js";
import { createGraphqlContexts } from "./graphql-contexts.js";
import { openToRead } from "./open-process.js";
import type { Services } from "./services.js";

export interface ExplainedOperation {
  readonly statements: readonly ExplainedStatement[];
  /** Why the operation, or a part of it, has no answer. */
  readonly errors: readonly string[];
}

export interface OperationToExplain {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  /** Who asks: the address of a developer; nobody when left out. */
  readonly email: string | undefined;
}

/**
 * Every SQL statement that a query runs, with its plan, on the data of a Portico that runs. Finding out who asks is
 * not among them, as it depends on how they have signed in. Nothing can be changed: the connections only read.
 *
 * @throws {Error} with a sentence for mutations, subscriptions and an address that no developer has.
 */
export async function explainOperation(
  config: Config,
  { email, ...request }: OperationToExplain,
): Promise<ExplainedOperation> {
  assertIsQuery(request);
  let sent: Statement[] = [];
  const services = await openToRead(config, "sql", (statement) => sent.push(statement));
  try {
    const actor = email ? await developerAt(email, services) : null;
    const contextOf = createGraphqlContexts(services, createChangeFeed(services));
    const apollo = createApolloServer({
      compiles: false,
      schema: await buildPorticoSchema(),
      // What is refused is printed anyway.
      logger: createLogger("error"),
      metrics: { observeOperation() {} },
      idempotencyStore: createIdempotencyStore(services.orm),
      isUnavailable: isDatabaseAway,
    });
    sent = [];
    const budget = createWorkBudget({ address: limits.cost, developer: limits.cost });
    const work = new WorkAccount(budget, { kind: "ADDRESS", id: "sql" });
    const identify = async () => actor;
    const contextValue = contextOf({ actor, identify, credentials: "", work, requestId: "sql" });
    const { body } = await apollo.executeOperation(request, { contextValue });
    await apollo.stop();
    const errors = body.kind === "single" ? (body.singleResult.errors ?? []) : [];
    const statements = await explained(services.databaseUrl, sent);
    return { statements, errors: errors.map(({ message }) => message) };
  } finally {
    await services.close();
  }
}

async function developerAt(address: string, { config, orm }: Services): Promise<Actor> {
  const email = normalizedEmail(address);
  const found = await createActorDirectory(orm, new Set(config.operatorEmails)).findByEmail(email);
  if (!found) throw new Error(`No developer has the address ${email}.`);
  return { ...found, address: null };
}

function assertIsQuery({ query, operationName }: Omit<OperationToExplain, "email">): void {
  const kind = getOperationAST(parse(query), operationName)?.operation ?? "query";
  if (kind === "query") return;
  throw new Error(
    kind === "mutation"
      ? "`portico sql` explains only queries: a mutation would have to be carried out."
      : "`portico sql` explains only queries: at each event, a subscription runs what a query of the same selection runs.",
  );
}
