import { acceptTerms } from "./accept-terms.js";
import { addCoOwner } from "./add-co-owner.js";
import type { CommandPorts, Commands } from "./commands.js";
import { deactivateClientApplication } from "./deactivate-client-application.js";
import { deleteClientApplication } from "./delete-client-application.js";
import { editClientApplication } from "./edit-client-application.js";
import { registerClientApplication } from "./register-client-application.js";
import { removeCoOwner } from "./remove-co-owner.js";
import { restoreClientApplication } from "./restore-client-application.js";
import { revealApiKey } from "./reveal-api-key.js";
import { revealClientSecret } from "./reveal-client-secret.js";
import { revokeApiKey } from "./revoke-api-key.js";
import { revokeGrantCredentials } from "./revoke-grant-credentials.js";
import { rotateApiKey } from "./rotate-api-key.js";
import { rotateClientSecret } from "./rotate-client-secret.js";
import { transferOwnership } from "./transfer-ownership.js";
import { updateCompanyDetails } from "./update-company-details.js";
import { updateProfile } from "./update-profile.js";

export function createCommands(ports: CommandPorts): Commands {
  return {
    updateProfile: updateProfile(ports),
    acceptTerms: acceptTerms(ports),
    updateCompanyDetails: updateCompanyDetails(ports),
    registerClientApplication: registerClientApplication(ports),
    editClientApplication: editClientApplication(ports),
    addCoOwner: addCoOwner(ports),
    removeCoOwner: removeCoOwner(ports),
    transferOwnership: transferOwnership(ports),
    revokeApiKey: revokeApiKey(ports),
    revokeGrantCredentials: revokeGrantCredentials(ports),
    rotateApiKey: rotateApiKey(ports),
    rotateClientSecret: rotateClientSecret(ports),
    deactivateClientApplication: deactivateClientApplication(ports),
    restoreClientApplication: restoreClientApplication(ports),
    deleteClientApplication: deleteClientApplication(ports),
    revealApiKey: revealApiKey(ports),
    revealClientSecret: revealClientSecret(ports),
  };
}
