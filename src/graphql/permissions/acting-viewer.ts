import type { Acting, ActingMember } from "../../domain/client-application/acting.js";
import { refuse } from "../../domain/domain-error.js";
import type { GraphQLContext } from "../context.js";
import { signedIn } from "../signed-in.js";

/** The viewer, as those who act are known. Whoever is no member has no partner, and so nothing to act on. */
export function actingViewer(context: GraphQLContext, role: ActingMember["role"] = "MEMBER"): Acting {
  const caller = signedIn(context);
  if (caller.developerId === null) return caller;
  return { developerId: caller.developerId, partnerId: caller.partnerId ?? "prt_", role };
}

/** The same, where it matters what they are in their partner. */
export async function actingWithRole(context: GraphQLContext): Promise<Acting> {
  const { developerId } = signedIn(context);
  const viewer = developerId && (await context.loaders.developer.load(developerId));
  return actingViewer(context, viewer?.role ?? "MEMBER");
}

/** For what members alone do. Throws NOT_A_MEMBER for a company's token. */
export function asMember(by: Acting): ActingMember {
  if (!("applicationIds" in by)) return by;
  refuse("NOT_A_MEMBER", "A company's access token is no member: this is for people.");
}
