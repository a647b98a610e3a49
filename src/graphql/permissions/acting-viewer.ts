import type { Acting } from "../../domain/client-application/acting.js";
import type { GraphQLContext } from "../context.js";
import { signedIn } from "../signed-in.js";

/** The viewer, as those who act are known. Whoever is no member has no partner, and so nothing to act on. */
export function actingViewer(context: GraphQLContext, role: Acting["role"] = "MEMBER"): Acting {
  const { developerId, partnerId } = signedIn(context);
  return { developerId, partnerId: partnerId ?? "prt_", role };
}

/** The same, where it matters what they are in their partner. */
export async function actingWithRole(context: GraphQLContext): Promise<Acting> {
  const { developerId } = signedIn(context);
  const viewer = await context.loaders.developer.load(developerId);
  return actingViewer(context, viewer?.role ?? "MEMBER");
}
