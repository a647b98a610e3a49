import type { IncomingMessage, ServerResponse } from "node:http";
import type { Gateway, KeyAnswer, Verification } from "../../application/gateway/verify-key.js";
import type {
  RequestAnswer,
  RequestQuestion,
  RequestVerification,
} from "../../application/gateway/verify-request.js";
import { KnowledgeAway, type Soon } from "../../application/ports/key-knowledge.js";
import type { Logger } from "../../application/ports/logger.js";
import type { WorkBudget } from "../../application/ports/work-budget.js";
import { prices } from "../../application/prices.js";
import type { ClientAddress } from "../client-address.js";
import { networkOf } from "../network-of.js";
import { requestIdOf } from "../request-log.js";
import { type Answers, answersTo } from "./answers.js";
import {
  type ForwardAuthPath,
  forwardAuthPath,
  forwardedQuestion,
  NoQuestion,
  readQuestion,
} from "./question.js";

export interface GatewayDoorDeps {
  readonly verification: Verification;
  readonly verifyRequest: RequestVerification;
  /** Whoever shows no valid token pays for each request, by their address; gateways pay nothing. */
  readonly budget: WorkBudget;
  readonly clientAddress: ClientAddress;
  readonly isHttps: boolean;
  readonly logger: Logger;
  /** Told of each answer, after it was given. */
  readonly onAnswer: (answer: KeyAnswer | RequestAnswer, gateway: Gateway) => void;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly answers: Answers;
}

/** Answers a request if it is a gateway's; false for any other. */
export type GatewayDoor = (request: IncomingMessage, response: ServerResponse) => boolean;

const verifyPath = "/v1/keys/verify";

/**
 * `POST /v1/keys/verify` and `/v1/forward-auth/{environment}`: what meets every call of an API. It stands before the web
 * framework, since that alone takes longer than to answer. Nothing that is sent is logged.
 */
export function createGatewayDoor(deps: GatewayDoorDeps): GatewayDoor {
  const { verification, verifyRequest, budget, clientAddress, isHttps, logger, onAnswer } = deps;

  function failing({ request, answers }: Exchange) {
    return (error: unknown): void => {
      if (error instanceof NoQuestion) {
        answers.badRequest(error.message, error.ends ? ["Connection", "close"] : []);
      } else if (error instanceof KnowledgeAway) {
        answers.refuse("UNAVAILABLE", ["Retry-After", "1"]);
      } else {
        logger.child({ reqId: requestIdOf(request) }).error({ error }, "a key could not be verified");
        answers.refuse("INTERNAL_SERVER_ERROR");
      }
    };
  }

  /** What a token costs that is none: its look-up, and the answer. */
  async function turnAway({ request, answers }: Exchange): Promise<void> {
    const payer = { kind: "ADDRESS", id: networkOf(clientAddress(request)) } as const;
    const { isSpent, balance } = await budget.spend(payer, prices.request + prices.identification);
    if (isSpent) answers.refuse("GATEWAY_TOKEN", ["WWW-Authenticate", 'Bearer realm="gateway"']);
    else answers.refuse("RATE_LIMITED", ["Retry-After", String(balance.resetSeconds)]);
  }

  /** Goes on once it is known whose gateway asks, if it is one that `isMeant`. */
  function admit(
    exchange: Exchange,
    token: string,
    next: (gateway: Gateway) => Soon<void>,
    isMeant: (gateway: Gateway) => boolean,
  ): void {
    const fail = failing(exchange);
    const meet = (gateway: Gateway | null) =>
      gateway && isMeant(gateway) ? next(gateway) : turnAway(exchange);
    try {
      const gateway = verification.gatewayOf(token);
      const met = gateway instanceof Promise ? gateway.then(meet) : meet(gateway);
      if (met instanceof Promise) met.catch(fail);
    } catch (error) {
      fail(error);
    }
  }

  /** Answers by `tell`, at once where that can be. */
  function answered<Answer extends KeyAnswer | RequestAnswer>(
    gateway: Gateway,
    answer: Soon<Answer>,
    tell: (answer: Answer, environment: string) => void,
  ): Soon<void> {
    const told = (judged: Answer) => {
      tell({ ...judged, isStale: judged.isStale || gateway.isStale }, gateway.environment);
      onAnswer(judged, gateway);
    };
    return answer instanceof Promise ? answer.then(told) : told(answer);
  }

  function verifyKey(exchange: Exchange): void {
    const { request, answers } = exchange;
    const { method, headers } = request;
    if (method !== "POST") {
      answers.refuse("METHOD_NOT_ALLOWED", ["Allow", "POST"]);
      return;
    }
    const token = headers["portico-gateway-token"] ?? bearer(headers.authorization);
    const next = async (gateway: Gateway) =>
      answered(gateway, verification.verify(gateway, await readQuestion(request)), answers.verified);
    admit(exchange, String(token), next, () => true);
  }

  function forwardAuth(exchange: Exchange, path: ForwardAuthPath): void {
    const { request, answers } = exchange;
    const token = String(request.headers["portico-gateway-token"] ?? "");
    const next = (gateway: Gateway) => {
      const question = forwardedQuestion(request, path, clientAddress);
      return answered<RequestAnswer>(gateway, verifyRequest(gateway, question), (answer, environment) =>
        answers.forwarded(answer, environment, isForToken(question, answer)),
      );
    };
    admit(exchange, token, next, ({ environment }) => environment === path.environment);
  }

  return (request, response) => {
    const { url = "" } = request;
    if (!url.startsWith("/v1/")) return false;
    const isVerification = url === verifyPath || url.startsWith(`${verifyPath}?`);
    const path = isVerification ? null : forwardAuthPath(url);
    if (!isVerification && !path) return false;
    const exchange = { request, answers: answersTo(request, response, isHttps) };
    if (path) forwardAuth(exchange, path);
    else verifyKey(exchange);
    return true;
  };
}

/** Whether what is missing is the token. */
function isForToken({ needs }: RequestQuestion, { key }: RequestAnswer): boolean {
  return needs === "token" || (needs === "both" && key !== null);
}

function bearer(authorization = ""): string {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? "";
}
