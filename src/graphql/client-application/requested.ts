import type { Id } from "../../domain/id.js";
import type { GraphQLContext } from "../context.js";

/** For a payload: a request and where it asks, each read once it is asked for. */
export function requested(context: GraphQLContext, accessRequestId: Id<"req">) {
  const accessRequest = () => context.loaders.accessRequest.load(accessRequestId);
  return {
    accessRequest,
    grant: async () => {
      const request = await accessRequest();
      return request && context.loaders.grant.load(request.grantId);
    },
  };
}
