import type { AccessTokenEvent } from "../../domain/access-token/access-token.js";
import type { CatalogueEvent } from "../../domain/catalogue/api-catalogue.js";
import type { AuditNote } from "./audit-note.js";

/** What the audit trail says of a change of the catalogue or the terms. */
export function catalogueNote(event: CatalogueEvent): AuditNote {
  switch (event.type) {
    case "ApiProductCreated":
      return note("API_PRODUCT_CREATED", `created the API product ${event.name}`, event.productId);
    case "ApiProductUpdated":
      return note(
        "API_PRODUCT_UPDATED",
        `updated the API product ${event.name}: ${event.fields.join(", ")}`,
        event.productId,
      );
    case "ApiEnvironmentCreated":
      return note("API_ENVIRONMENT_CREATED", `created the environment ${event.name}`, event.environmentId);
    case "ApiEnvironmentUpdated":
      return note(
        "API_ENVIRONMENT_UPDATED",
        `updated the environment ${event.name}: ${event.fields.join(", ")}`,
        event.environmentId,
      );
    case "TermsPublished":
      return note("TERMS_PUBLISHED", `published the terms, version ${event.version}`, event.version);
  }
}

export function tokenNote(event: AccessTokenEvent): AuditNote {
  return event.type === "AccessTokenCreated"
    ? note(
        "ACCESS_TOKEN_CREATED",
        `created the access token ${event.name} (${event.scopes.join(", ")})`,
        event.tokenId,
      )
    : note("ACCESS_TOKEN_REVOKED", `revoked the access token ${event.name}`, event.tokenId);
}

function note(action: string, summary: string, subjectId: string): AuditNote {
  return { action, summary, subjectId };
}
