import type { Actor } from "./actor.js";
import type { Commands } from "./create-commands.js";
import type { Clock } from "./ports/clock.js";

/** How long a sign-in, or a factor that was given since, is recent (R36). */
export const RECENT_SECONDS = 15 * 60;

/** `RECENT`: of everybody. `OPERATOR`: of operators, whose act it is; in production with a second factor. */
type Need = "NOTHING" | "RECENT" | "OPERATOR";

/** R36: what each command needs of the session that sends it. A new command does not compile without an entry. */
export const signInNeeds = {
  updateProfile: "NOTHING",
  acceptTerms: "NOTHING",
  updateCompanyDetails: "NOTHING",
  registerClientApplication: "NOTHING",
  editClientApplication: "NOTHING",
  addCoOwner: "NOTHING",
  removeCoOwner: "NOTHING",
  transferOwnership: "RECENT",
  limitApiKeyToNetworks: "RECENT",
  revokeApiKey: "NOTHING",
  revokeGrantCredentials: "NOTHING",
  rotateApiKey: "RECENT",
  rotateClientSecret: "RECENT",
  setClientKeys: "RECENT",
  deactivateClientApplication: "NOTHING",
  restoreClientApplication: "NOTHING",
  deleteClientApplication: "RECENT",
  inviteDeveloper: "NOTHING",
  resendInvitation: "NOTHING",
  withdrawInvitation: "NOTHING",
  changeMemberRole: "NOTHING",
  // Hands the member's applications on.
  removeMember: "RECENT",
  chooseJoiningPolicy: "NOTHING",
  proveDomain: "NOTHING",
  acceptJoinRequest: "NOTHING",
  declineJoinRequest: "NOTHING",
  requestAccessAgain: "NOTHING",
  approveAccess: "OPERATOR",
  rejectAccess: "OPERATOR",
  seeAccessChanges: "OPERATOR",
  retryProvisioning: "OPERATOR",
  giveRatePlan: "OPERATOR",
  suspendPartner: "OPERATOR",
  resumePartner: "OPERATOR",
  appointAdmin: "OPERATOR",
  endAccess: "OPERATOR",
  createApiProduct: "OPERATOR",
  updateApiProduct: "OPERATOR",
  createApiEnvironment: "OPERATOR",
  updateApiEnvironment: "OPERATOR",
  chooseEnvironmentGateway: "OPERATOR",
  publishTerms: "OPERATOR",
  createGatewayToken: "OPERATOR",
  revokeGatewayToken: "OPERATOR",
  createAccessToken: "RECENT",
  deleteMyAccount: "RECENT",
  moveToAddress: "RECENT",
  revokeAccessToken: "NOTHING",
  revealApiKey: "RECENT",
  revealClientSecret: "RECENT",
} as const satisfies Readonly<Record<keyof Commands, Need>>;

/** R36: the caller is known, and has to show once more that it is them. */
export class StepUpRequired extends Error {
  constructor(readonly reason: "SIGN_IN_TOO_OLD" | "SECOND_FACTOR_MISSING") {
    super(reason);
    this.name = "StepUpRequired";
  }
}

/**
 * The same commands, which do nothing for a session that has to step up first (R36): they reject with StepUpRequired
 * before anything is looked up. Access tokens are no sessions: their scopes say what they may.
 */
export function withStepUp(commands: Commands, clock: Clock): Commands {
  const guarded = Object.entries(commands).map(([name, command]) => [
    name,
    async (actor: Actor, input: never) => {
      assertSteppedUp(actor, signInNeeds[name as keyof Commands], clock.now());
      return (command as (actor: Actor, input: never) => Promise<unknown>)(actor, input);
    },
  ]);
  return Object.fromEntries(guarded) as Commands;
}

function assertSteppedUp(actor: Actor, need: Need, now: Date): void {
  if (need === "NOTHING") return;
  if (need === "OPERATOR") {
    if (actor.lacksSecondFactor) throw new StepUpRequired("SECOND_FACTOR_MISSING");
    if (!actor.isOperator) return;
  }
  const { signedIn } = actor;
  if (signedIn?.at && now.getTime() - signedIn.at.getTime() > RECENT_SECONDS * 1000) {
    throw new StepUpRequired("SIGN_IN_TOO_OLD");
  }
}
