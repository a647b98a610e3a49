import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLResponse,
  HeaderMap,
} from "@apollo/server";
import { type FormattedExecutionResult, GraphQLError, Kind } from "graphql";
import type {
  Claim,
  HeldClaim,
  IdempotencyStore,
  IdempotentRequest,
} from "../application/ports/idempotency-store.js";
import type { Logger } from "../application/ports/logger.js";
import type { IsUnavailable } from "../application/unavailable.js";
import type { GraphQLContext } from "./context.js";
import { formatted, isOurs } from "./error-format.js";
import { badUserInput, internalError, stillRunning, unavailable } from "./errors.js";

type Request = GraphQLRequestContext<GraphQLContext>;

/** Answers that show a secret are not kept: the mutation is run again instead, which for these does no harm. */
const neverKept = new Set(["revealApiKey", "revealClientSecret"]);
/** Codes that say what somebody may not. */
const permissions = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "STEP_UP_REQUIRED",
  "NOT_AN_OWNER",
  "NOT_AN_ADMIN",
  "NOT_AN_OPERATOR",
  "NOT_A_MEMBER",
  "OWN_PARTNER",
]);
const maxKept = 64 * 1024;
const pollInterval = 100;
const patience = 10_000;
/** In ms. */
const pausesBetweenAttempts: readonly number[] = [250, 500, 1_000, 2_000, 4_000, 8_000, 12_000];

/**
 * A mutation sent again with the same `Idempotency-Key` header by the same developer or company's token with the same scopes within 24 hours gets the first
 * answer and does nothing. The same key with another request is refused with BAD_USER_INPUT. What failed on our side
 * is not kept, so that it can be tried again; nor is what was refused before it ran. The command's own transaction
 * marks the claim as carried out: a crash between that and the answer leads to a refusal, never to a second run.
 */
export function idempotency(
  store: IdempotencyStore,
  logger: Logger,
  isUnavailable: IsUnavailable,
): ApolloServerPlugin<GraphQLContext> {
  return {
    async requestDidStart() {
      let running: HeldClaim | undefined;
      return {
        // What is thrown here Apollo answers with a bare 500, so a refusal is returned.
        async responseForOperation(request) {
          try {
            const asked = idempotentRequest(request);
            if (!asked) return null;
            const { contextValue: context } = request;
            const claim = await claimed(store, asked, context);
            if (claim.state === "ANSWERED") return replayed(claim.response);
            running = { ...asked, claimedAt: claim.claimedAt };
            context.actor = context.actor && { ...context.actor, claim: running };
            return null;
          } catch (error) {
            if (error instanceof GraphQLError) return refused(error);
            const { requestId } = request.contextValue;
            const told = logger.child({ reqId: requestId });
            if (isUnavailable(error)) {
              told.warn({ error }, "an Idempotency-Key could not be looked up");
              return refused(unavailable());
            }
            told.error({ error }, "looking an Idempotency-Key up failed");
            return refused(internalError(requestId));
          }
        },
        async willSendResponse({ contextValue: { requestId }, response: { body }, errors = [] }) {
          if (!running) return;
          const claim = running;
          const result = body.kind === "single" ? body.singleResult : {};
          const isKept = isOutcome(result) && !errors.some(isOurs);
          const answer = isKept ? keepable(JSON.stringify(result)) : "";
          // The mutation has run, so its answer is sent all the same.
          await insistently(
            () => (isKept ? store.keep(claim, answer) : store.release(claim)),
            (error) =>
              logger
                .child({ reqId: requestId })
                .warn({ error }, "keeping the answer to an Idempotency-Key failed"),
          );
        },
      };
    },
  };
}

/**
 * Resolves after the first attempt; others follow for half a minute, as long as nobody else can take the claim: whoever
 * sends the request again would wait for one that is over.
 */
async function insistently(
  attempt: () => Promise<void>,
  onFailure: (error: unknown) => void,
  pauses = pausesBetweenAttempts,
): Promise<void> {
  const [pause, ...others] = pauses;
  await attempt().catch((error) => {
    onFailure(error);
    if (pause !== undefined) setTimeout(() => void insistently(attempt, onFailure, others), pause).unref();
  });
}

type Result = Pick<FormattedExecutionResult, "data" | "errors">;

/**
 * Whether the same request would get the same answer again: not so for what was refused before it ran, and for a lack
 * of permission, which may be given before it is sent again.
 */
function isOutcome({ data, errors = [] }: Result): boolean {
  if (data === undefined) return false;
  const payloads = Object.values(data ?? {}) as ({ userErrors?: { code?: string }[] } | null)[];
  const refusals = payloads.flatMap((payload) => payload?.userErrors ?? []);
  const codes = [...errors.map(({ extensions }) => extensions?.code), ...refusals.map(({ code }) => code)];
  return !codes.some((code) => permissions.has(String(code)));
}

/** The answer as it is kept: a large one would fill the table. */
function keepable(response: string): string {
  if (Buffer.byteLength(response) <= maxKept) return response;
  const tooLarge = badUserInput(
    "This was done, but its answer was too large to keep; look at the current state.",
  );
  return JSON.stringify({ errors: [formatted(tooLarge, undefined)] });
}

/**
 * Undefined when the request asks for no such thing, or is one whose answer is never kept. Throws BAD_USER_INPUT for a
 * malformed key, and for a request that runs anything but one mutation: half of several cannot be sent again.
 */
function idempotentRequest({
  request,
  operation,
  contextValue,
  source,
}: Request): IdempotentRequest | undefined {
  const key = request.http?.headers.get("idempotency-key");
  const { actor } = contextValue;
  if (key === undefined || !actor || operation?.operation !== "mutation") return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw badUserInput("Idempotency-Key must be 1 to 255 printable ASCII characters without spaces.");
  }
  const [field, ...others] = operation.selectionSet.selections;
  if (field?.kind !== Kind.FIELD || others.length > 0) {
    throw badUserInput(
      "With an Idempotency-Key a request runs one mutation, named directly and not in a fragment.",
    );
  }
  if (neverKept.has(field.name.value)) return undefined;
  const body = JSON.stringify([source, request.operationName ?? null, request.variables ?? null]);
  const requestHash = createHash("sha256").update(body).digest("base64url");
  const credential = actor.token ? [...actor.token.scopes].sort().join(" ") : "SESSION";
  return { actorId: actor.developerId ?? actor.companyTokenId, credential, key, requestHash };
}

type Outcome = { state: "FIRST"; claimedAt: Date } | Extract<Claim, { state: "ANSWERED" }>;

async function claimed(
  store: IdempotencyStore,
  request: IdempotentRequest,
  { clock }: GraphQLContext,
): Promise<Outcome> {
  const deadline = Date.now() + patience;
  for (;;) {
    const claimedAt = clock.now();
    const claim = await store.claim(request, claimedAt);
    switch (claim.state) {
      case "FIRST":
        return { state: "FIRST", claimedAt };
      case "ANSWERED":
        return claim;
      case "OTHER_REQUEST":
        throw badUserInput("This Idempotency-Key was used for another request; choose a new one.");
      case "DONE":
        throw badUserInput("This was done, but its answer was lost; look at the current state.");
    }
    if (Date.now() > deadline) {
      throw stillRunning();
    }
    await sleep(pollInterval);
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Iterable<[string, string]>;
}

function replayed(response: string): GraphQLResponse {
  return {
    http: { status: undefined, headers: new HeaderMap([["idempotency-replayed", "true"]]) },
    body: { kind: "single", singleResult: JSON.parse(response) },
  };
}

function refused(error: GraphQLError): GraphQLResponse {
  const { status = 400, headers = [] } = (error.extensions.http ?? {}) as Partial<Answer>;
  return {
    http: { status, headers: new HeaderMap(headers) },
    body: { kind: "single", singleResult: { errors: [formatted(error, undefined)] } },
  };
}
