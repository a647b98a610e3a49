import type {
  AccessGrantState,
  AccessRequestState,
  ApiKeyState,
  ClientApplicationState,
} from "../../domain/client-application/state.js";
import type { Id } from "../../domain/id.js";
import type { ApplicationView, GrantView, KeyView } from "./views.js";

export interface RegisteredApplication {
  readonly application: ApplicationView;
  readonly grants: readonly GrantView[];
  readonly keys: readonly KeyView[];
}

/** What is shown to its owner of an application that was registered just now: the same as would be read. Nothing of it is issued yet. */
export function registeredApplication({
  grants,
  ...application
}: ClientApplicationState): RegisteredApplication {
  return {
    application: { ...application, isOwnerMember: true },
    grants: grants.map((grant) => grantView(application.id, grant)),
    keys: grants.flatMap(({ id, keys }) => keys.map((key) => keyView(id, key))),
  };
}

function grantView(applicationId: Id<"app">, { id, environmentId, requests }: AccessGrantState): GrantView {
  const of = { grantId: id, applicationId };
  return {
    id,
    applicationId,
    environmentId,
    requests: requests.map((request) => ({ ...requestView(request), ...of })),
    credentials: null,
  };
}

function requestView({ decision, ...request }: AccessRequestState) {
  return {
    ...request,
    decision: decision && { verdict: decision.verdict, at: decision.at, reason: decision.reason },
  };
}

function keyView(grantId: Id<"grt">, { secret: _, ...key }: ApiKeyState): KeyView {
  return { ...key, grantId, preview: null, lastUsedAt: null };
}
