import { acceptTerms } from "./accept-terms.js";
import { addCoOwner } from "./add-co-owner.js";
import { approveAccess } from "./approve-access.js";
import { changeMemberRole } from "./change-member-role.js";
import type { CommandPorts, Commands } from "./commands.js";
import { createAccessToken } from "./create-access-token.js";
import { createApiEnvironment } from "./create-api-environment.js";
import { createApiProduct } from "./create-api-product.js";
import { deactivateClientApplication } from "./deactivate-client-application.js";
import { deleteClientApplication } from "./delete-client-application.js";
import { deleteMyAccount } from "./delete-my-account.js";
import { editClientApplication } from "./edit-client-application.js";
import { inviteDeveloper } from "./invite-developer.js";
import { publishTerms } from "./publish-terms.js";
import { registerClientApplication } from "./register-client-application.js";
import { rejectAccess } from "./reject-access.js";
import { removeCoOwner } from "./remove-co-owner.js";
import { removeMember } from "./remove-member.js";
import { requestAccessAgain } from "./request-access-again.js";
import { resendInvitation } from "./resend-invitation.js";
import { restoreClientApplication } from "./restore-client-application.js";
import { retryProvisioning } from "./retry-provisioning.js";
import { revealApiKey } from "./reveal-api-key.js";
import { revealClientSecret } from "./reveal-client-secret.js";
import { revokeAccessToken } from "./revoke-access-token.js";
import { revokeApiKey } from "./revoke-api-key.js";
import { revokeGrantCredentials } from "./revoke-grant-credentials.js";
import { rotateApiKey } from "./rotate-api-key.js";
import { rotateClientSecret } from "./rotate-client-secret.js";
import { transferOwnership } from "./transfer-ownership.js";
import { updateApiEnvironment } from "./update-api-environment.js";
import { updateApiProduct } from "./update-api-product.js";
import { updateCompanyDetails } from "./update-company-details.js";
import { updateProfile } from "./update-profile.js";
import { withdrawInvitation } from "./withdraw-invitation.js";

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
    inviteDeveloper: inviteDeveloper(ports),
    resendInvitation: resendInvitation(ports),
    withdrawInvitation: withdrawInvitation(ports),
    changeMemberRole: changeMemberRole(ports),
    removeMember: removeMember(ports),
    requestAccessAgain: requestAccessAgain(ports),
    approveAccess: approveAccess(ports),
    rejectAccess: rejectAccess(ports),
    retryProvisioning: retryProvisioning(ports),
    createApiProduct: createApiProduct(ports),
    updateApiProduct: updateApiProduct(ports),
    createApiEnvironment: createApiEnvironment(ports),
    updateApiEnvironment: updateApiEnvironment(ports),
    publishTerms: publishTerms(ports),
    createAccessToken: createAccessToken(ports),
    deleteMyAccount: deleteMyAccount(ports),
    revokeAccessToken: revokeAccessToken(ports),
    revealApiKey: revealApiKey(ports),
    revealClientSecret: revealClientSecret(ports),
  };
}
