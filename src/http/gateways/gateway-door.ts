import type { Gateway, KeyAnswer, Verification } from "../../application/gateway/verify-key.js";
import type {
  RequestAnswer,
  RequestQuestion,
  RequestVerification,
} from "../../application/gateway/verify-request.js";
import { KnowledgeAway, type Known, type Soon } from "../../application/ports/key-knowledge.js";
import type { Logger } from "../../application/ports/logger.js";
import type { WorkBudget } from "../../application/ports/work-budget.js";
import { prices } from "../../application/prices.js";
import { networkOf } from "../network-of.js";
import { createAnswers, type Exchange, field, idOf } from "./answers.js";
import type { DirectRequest } from "./direct-request.js";
import type { DirectResponse } from "./direct-response.js";
import {
  type CallersFacts,
  type ForwardAuthPath,
  forwardedQuestion,
  NoQuestion,
  questionIn,
  readBody,
  rememberingPaths,
} from "./question.js";

export interface GatewayDoorDeps extends CallersFacts {
  readonly verification: Verification;
  readonly verifyRequest: RequestVerification;
  /** Whoever shows no valid token pays for each request, by their address; gateways pay nothing. */
  readonly budget: WorkBudget;
  readonly isHttps: boolean;
  readonly logger: Logger;
  /** Told of each answer, after it was given. */
  readonly onAnswer: (answer: KeyAnswer | RequestAnswer, gateway: Gateway) => void;
}

/** Answers a request if it is a gateway's; false for any other. */
export type GatewayDoor = (request: DirectRequest, response: DirectResponse) => boolean;

const verifyPath = "/v1/keys/verify";

/**
 * `POST /v1/keys/verify` and `/v1/forward-auth/{environment}`: what meets every call of an API. It stands before the web
 * framework, since that alone takes longer than to answer. Nothing that is sent is logged.
 */
export function createGatewayDoor(deps: GatewayDoorDeps): GatewayDoor {
  const { verification, verifyRequest, budget, clientAddress, isHttps, logger, onAnswer } = deps;
  const answers = createAnswers(isHttps);
  const forwardAuthPath = rememberingPaths();

  function fail(exchange: Exchange, error: unknown): void {
    if (error instanceof NoQuestion) {
      if (error.ends) exchange.response.shouldKeepAlive = false;
      answers.badRequest(exchange, error.message);
    } else if (error instanceof KnowledgeAway) {
      answers.refuse(exchange, "UNAVAILABLE", field("Retry-After", 1));
    } else {
      logger.child({ reqId: idOf(exchange) }).error({ error }, "a key could not be verified");
      answers.refuse(exchange, "INTERNAL_SERVER_ERROR");
    }
  }

  /** Answers whatever goes wrong. */
  function attempt(exchange: Exchange, act: () => Soon<void>): void {
    try {
      const done = act();
      if (done instanceof Promise) done.catch((error) => fail(exchange, error));
    } catch (error) {
      fail(exchange, error);
    }
  }

  /** What a token costs that is none: its look-up, and the answer. */
  async function turnAway(exchange: Exchange): Promise<void> {
    const payer = { kind: "ADDRESS", id: networkOf(clientAddress(exchange.request)) } as const;
    const { isSpent, balance } = await budget.spend(payer, prices.request + prices.identification);
    if (isSpent)
      answers.refuse(exchange, "GATEWAY_TOKEN", field("WWW-Authenticate", 'Bearer realm="gateway"'));
    else answers.refuse(exchange, "RATE_LIMITED", field("Retry-After", balance.resetSeconds));
  }

  /** Goes on once it is known whose gateway asks: one of `environment`, where that is said. */
  function admit(
    exchange: Exchange,
    token: string,
    environment: string | null,
    next: (gateway: Gateway, isStale: boolean) => Soon<void>,
  ): void {
    const meet = ({ value: gateway, isStale }: Known<Gateway>) =>
      gateway && (environment === null || gateway.environment === environment)
        ? next(gateway, isStale)
        : turnAway(exchange);
    attempt(exchange, () => {
      const known = verification.gatewayOf(token);
      return known instanceof Promise ? known.then(meet) : meet(known);
    });
  }

  function verifyKey(exchange: Exchange): void {
    const { method, headers } = exchange.request;
    if (method !== "POST") {
      answers.refuse(exchange, "METHOD_NOT_ALLOWED", field("Allow", "POST"));
      return;
    }
    const token = headers["portico-gateway-token"] ?? bearer(headers.authorization);
    readBody(exchange.request, (body) =>
      admit(exchange, String(token), null, (gateway, isStale) => {
        const tell = (answer: KeyAnswer) => {
          answers.verified(exchange, staler(answer, isStale), gateway.environment);
          onAnswer(answer, gateway);
        };
        const answer = verification.verify(gateway, questionIn(body));
        return answer instanceof Promise ? answer.then(tell) : tell(answer);
      }),
    );
  }

  function forwardAuth(exchange: Exchange, path: ForwardAuthPath): void {
    const token = String(exchange.request.headers["portico-gateway-token"] ?? "");
    admit(exchange, token, path.environment, (gateway, isStale) => {
      const question = forwardedQuestion(exchange.request, path, deps);
      const tell = (answer: RequestAnswer) => {
        const isForToken = isTokenMissing(question, answer);
        answers.forwarded(exchange, staler(answer, isStale), gateway.environment, isForToken);
        onAnswer(answer, gateway);
      };
      const answer = verifyRequest(gateway, question);
      return answer instanceof Promise ? answer.then(tell) : tell(answer);
    });
  }

  return (request, response) => {
    const { url = "" } = request;
    if (!url.startsWith("/v1/")) return false;
    const isVerification = url === verifyPath || url.startsWith(`${verifyPath}?`);
    const path = isVerification ? null : forwardAuthPath(url);
    if (!isVerification && !path) return false;
    // Whatever it brings, unless its body is read.
    request.readBy(ignored);
    const exchange: Exchange = { request, response };
    if (path) forwardAuth(exchange, path);
    else verifyKey(exchange);
    return true;
  };
}

const ignored = () => {};

/** An answer is as old as the oldest that it rests on. */
function staler<Answer extends KeyAnswer | RequestAnswer>(answer: Answer, isStale: boolean): Answer {
  return isStale && !answer.isStale ? { ...answer, isStale } : answer;
}

/** Whether what is missing is the token. */
function isTokenMissing({ needs }: RequestQuestion, { key }: RequestAnswer): boolean {
  return needs === "token" || (needs === "both" && key !== null);
}

function bearer(authorization = ""): string {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? "";
}
