import { together } from "../../domain/domain-error.js";
import { GatewayToken, type GatewayTokenRequest } from "../../domain/gateway/gateway-token.js";
import type { Id } from "../../domain/id.js";
import { type Operator, operatorOf, platformConsole } from "../../domain/operator.js";
import { atConsole } from "../actor.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";
import type { Transaction } from "../ports/unit-of-work.js";

export interface CreatedGatewayToken {
  readonly gatewayTokenId: Id<"gwt">;
  readonly environmentId: Id<"env">;
  /** The token in clear, shown this once. */
  readonly value: string;
}

type Ports = Pick<CommandPorts, "unitOfWork" | "clock" | "ids" | "vault">;

/** Operators only. */
export function createGatewayToken(ports: CommandPorts): Command<GatewayTokenRequest, CreatedGatewayToken> {
  return (actor, request) =>
    ports.unitOfWork.run(actor, (transaction) => create(ports, transaction, operatorOf(actor), request));
}

/** At the console, for an environment by its slug. Throws NOT_FOUND, INVALID, LIMIT_REACHED. */
export function createGatewayTokenAtConsole(ports: Ports) {
  return (slug: string, request: Omit<GatewayTokenRequest, "environmentId">): Promise<CreatedGatewayToken> =>
    ports.unitOfWork.run(atConsole, async (transaction) => {
      const { environments } = (await transaction.catalogue.lock()).state;
      const environment = environments.find((each) => each.slug === slug);
      const { id: environmentId } = found(environment ?? null, `environment as ${slug}`);
      return create(ports, transaction, platformConsole(), { ...request, environmentId });
    });
}

async function create(
  { clock, ids, vault }: Ports,
  { catalogue, gatewayTokens }: Transaction,
  operator: Operator,
  request: GatewayTokenRequest,
): Promise<CreatedGatewayToken> {
  const { environmentId } = request;
  // Locked, so that two requests at once do not count past the limit.
  const { environments } = (await catalogue.lock()).state;
  const environment = environments.find(({ id }) => id === environmentId) ?? null;
  const now = clock.now();
  const id = ids.next("gwt");
  const sealed = vault.issue("gw", null, id);
  const live = await gatewayTokens.countLive(environmentId, now);
  const { hash, preview } = sealed;
  const [, token] = together(
    () => found(environment, "API environment", ["environmentId"]),
    () => GatewayToken.create(operator, request, { id, hash, preview }, { live, now }),
  );
  gatewayTokens.add(token);
  return { gatewayTokenId: id, environmentId, value: vault.open(sealed, id) };
}
