import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLResponse } from "@apollo/server";
import { Kind } from "graphql";
import type { Claim, IdempotencyStore, IdempotentRequest } from "../application/ports/idempotency-store.js";
import type { GraphQLContext } from "./context.js";
import { badUserInput, refusedRequest } from "./errors.js";

type Request = GraphQLRequestContext<GraphQLContext>;

/** Answers that show a secret are not kept: the mutation is run again instead, which for these does no harm. */
const neverKept = new Set(["revealApiKey", "revealClientSecret"]);
const pollInterval = 100;
const patience = 10_000;

/**
 * A mutation sent again with the same `Idempotency-Key` header by the same developer within 24 hours gets the first
 * answer and does nothing. The same key with another request is refused with BAD_USER_INPUT. What failed on our side
 * is not kept, so that it can be tried again.
 */
export function idempotency(store: IdempotencyStore): ApolloServerPlugin<GraphQLContext> {
  return {
    async requestDidStart() {
      let running: IdempotentRequest | undefined;
      return {
        async responseForOperation(request) {
          const asked = idempotentRequest(request);
          if (!asked) return null;
          const claim = await claimed(store, asked, request.contextValue);
          if (claim.state === "ANSWERED") return replayed(claim.response);
          running = asked;
          return null;
        },
        async willSendResponse({ response, errors }) {
          if (!running) return;
          const failedHere = errors?.some(({ extensions }) => !isCallersOwn(extensions.code)) ?? false;
          if (failedHere || response.body.kind !== "single") await store.release(running);
          else await store.keep(running, JSON.stringify(response.body.singleResult));
        },
      };
    },
  };
}

function isCallersOwn(code: unknown): boolean {
  return typeof code === "string" && code !== "INTERNAL_SERVER_ERROR";
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
  if (!key || !actor || operation?.operation !== "mutation") return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw refusal("Idempotency-Key must be 1 to 255 printable ASCII characters without spaces.");
  }
  const [field, ...others] = operation.selectionSet.selections;
  if (field?.kind !== Kind.FIELD || others.length > 0) {
    throw refusal(
      "With an Idempotency-Key a request runs one mutation, named directly and not in a fragment.",
    );
  }
  if (neverKept.has(field.name.value)) return undefined;
  const body = JSON.stringify([source, request.operationName ?? null, request.variables ?? null]);
  const requestHash = createHash("sha256").update(body).digest("base64url");
  return { developerId: actor.developerId, key, requestHash };
}

async function claimed(
  store: IdempotencyStore,
  request: IdempotentRequest,
  { clock }: GraphQLContext,
): Promise<Claim> {
  const deadline = Date.now() + patience;
  for (;;) {
    const claim = await store.claim(request, clock.now());
    if (claim.state === "OTHER_REQUEST") {
      throw refusal("This Idempotency-Key was used for another request; choose a new one.");
    }
    if (claim.state !== "RUNNING") return claim;
    if (Date.now() > deadline) {
      throw refusal(
        "The first request with this Idempotency-Key is still running; send it again in a minute.",
      );
    }
    await sleep(pollInterval);
  }
}

function replayed(response: string): GraphQLResponse {
  const headers = new Map([
    ["idempotency-replayed", "true"],
  ]) as unknown as GraphQLResponse["http"]["headers"];
  return {
    http: { status: undefined, headers },
    body: { kind: "single", singleResult: JSON.parse(response) },
  };
}

function refusal(message: string) {
  return refusedRequest(badUserInput(message));
}
