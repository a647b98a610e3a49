import type { ClientApplication } from "../../domain/client-application/client-application.js";
import type { Leaked } from "../../domain/client-application/leaking.js";
import type { Id } from "../../domain/id.js";
import type { Finding } from "../../domain/leak.js";
import { system } from "../actor.js";
import type { JobPayload } from "../jobs.js";
import type { Clock } from "../ports/clock.js";
import type { SecretKind } from "../ports/secret-vault.js";
import type { Transaction, UnitOfWork } from "../ports/unit-of-work.js";

/** A secret by the hashes that it may be kept under, and how it was found. */
interface Heard {
  readonly hashes: readonly string[];
  readonly finding: Finding;
  readonly clock: Clock;
}

type Hearing = (transaction: Transaction, heard: Heard) => Promise<void>;

/**
 * Has the secret that these are the hashes of known as leaked: those it belongs to and the operators are told, and it is revoked
 * where that is the way. Nothing for a secret that nobody has, or that is over; again is nothing new.
 */
export function reportLeak({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) {
  return async ({ kind, hashes, address, source, url }: JobPayload<"report-leak">): Promise<void> => {
    const heard = { hashes, finding: { source, url }, clock };
    await unitOfWork.run({ ...system, address }, (transaction) => hearings[kind](transaction, heard));
  };
}

/** A new kind of secret does not compile without. */
const hearings: Readonly<Record<SecretKind, Hearing>> = {
  key: ofApiKey,
  sec: ofClientSecret,
  pat: ofAccessToken,
  cat: ofAccessToken,
  gw: ofGatewayToken,
};

async function ofApiKey(transaction: Transaction, { hashes, finding, clock }: Heard): Promise<void> {
  const found = await transaction.applications.lockByKeyHash(hashes);
  if (!found) return;
  const { application, apiKeyId } = found;
  const environmentId = application.environmentOfKey(apiKeyId);
  await leaked(transaction, { application, environmentId, clock }, { apiKeyId, ...finding });
}

async function ofClientSecret(transaction: Transaction, { hashes, finding, clock }: Heard): Promise<void> {
  const found = await transaction.applications.lockBySecretHash(hashes);
  if (!found) return;
  const { application, grantId } = found;
  const environmentId = application.environmentOfGrant(grantId);
  await leaked(transaction, { application, environmentId, clock }, { grantId, hashes, ...finding });
}

interface Place {
  readonly application: ClientApplication;
  readonly environmentId: Id<"env"> | null;
  readonly clock: Clock;
}

async function leaked(
  { catalogue }: Transaction,
  { application, environmentId, clock }: Place,
  found: Leaked,
): Promise<void> {
  const [environment] = environmentId ? await catalogue.environments([environmentId]) : [];
  if (environment) application.leaked(found, environment, clock.now());
}

async function ofAccessToken(
  { accessTokens, accounts }: Transaction,
  { hashes, finding, clock }: Heard,
): Promise<void> {
  const token = await accessTokens.lockByHash(hashes);
  if (!token) return;
  const before = token.state;
  token.leaked(finding, clock.now());
  if (token.state === before) return;
  const { owner } = before;
  await accounts.closeConnections(owner.kind === "DEVELOPER" ? owner.developerId : token.id);
}

async function ofGatewayToken(
  { gatewayTokens, catalogue }: Transaction,
  { hashes, finding, clock }: Heard,
): Promise<void> {
  const token = await gatewayTokens.lockByHash(hashes);
  const [environment] = token ? await catalogue.environments([token.state.environmentId]) : [];
  if (environment) token?.leaked(finding, environment, clock.now());
}
