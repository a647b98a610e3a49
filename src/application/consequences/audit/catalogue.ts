import type { CatalogueEvent } from "../../../domain/catalogue/api-catalogue.js";
import type { NameOf } from "../name-of.js";
import type { AuditAction } from "./audit-action.js";
import type { AuditNote } from "./audit-note.js";

/** What the audit trail says of a change of the catalogue or the terms. */
export function catalogueNote(event: CatalogueEvent, nameOf: NameOf): AuditNote {
  switch (event.type) {
    case "ApiProductCreated":
      return note(
        "API_PRODUCT_CREATED",
        `created the API product ${nameOf(event.productId)}`,
        event.productId,
      );
    case "ApiProductUpdated":
      return note(
        "API_PRODUCT_UPDATED",
        `updated the API product ${nameOf(event.productId, "before")}: ${event.fields.join(", ")}`,
        event.productId,
      );
    case "ApiEnvironmentCreated":
      return note(
        "API_ENVIRONMENT_CREATED",
        `created the environment ${nameOf(event.environmentId)}`,
        event.environmentId,
      );
    case "ApiEnvironmentUpdated":
      return note(
        "API_ENVIRONMENT_UPDATED",
        `updated the environment ${nameOf(event.environmentId, "before")}: ${event.fields.join(", ")}`,
        event.environmentId,
      );
    case "EnvironmentGatewayChosen":
      return note(
        "ENVIRONMENT_GATEWAY_CHOSEN",
        `chose ${gateways[event.kind]} for ${nameOf(event.environmentId)}`,
        event.environmentId,
      );
    case "TermsPublished":
      return note("TERMS_PUBLISHED", `published the terms, version ${event.version}`, event.version);
  }
}

const gateways = {
  BUILT_IN: "gateways that ask Portico",
  KONG: "a Kong gateway that is told",
} as const;

function note(action: AuditAction, summary: string, subjectId: string): AuditNote {
  return { action, summary, subjectId };
}
