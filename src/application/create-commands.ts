import { createAccessToken } from "./access-token/create-access-token.js";
import { revokeAccessToken } from "./access-token/revoke-access-token.js";
import { chooseEnvironmentGateway } from "./catalogue/choose-environment-gateway.js";
import { createApiEnvironment } from "./catalogue/create-api-environment.js";
import { createApiProduct } from "./catalogue/create-api-product.js";
import { publishTerms } from "./catalogue/publish-terms.js";
import { updateApiEnvironment } from "./catalogue/update-api-environment.js";
import { updateApiProduct } from "./catalogue/update-api-product.js";
import { addCoOwner } from "./client-application/add-co-owner.js";
import { approveAccess } from "./client-application/approve-access.js";
import { deactivateClientApplication } from "./client-application/deactivate-client-application.js";
import { deleteClientApplication } from "./client-application/delete-client-application.js";
import { editClientApplication } from "./client-application/edit-client-application.js";
import { giveRatePlan } from "./client-application/give-rate-plan.js";
import { limitApiKeyToNetworks } from "./client-application/limit-api-key-to-networks.js";
import { registerClientApplication } from "./client-application/register-client-application.js";
import { rejectAccess } from "./client-application/reject-access.js";
import { removeCoOwner } from "./client-application/remove-co-owner.js";
import { requestAccessAgain } from "./client-application/request-access-again.js";
import { restoreClientApplication } from "./client-application/restore-client-application.js";
import { retryProvisioning } from "./client-application/retry-provisioning.js";
import { revealApiKey } from "./client-application/reveal-api-key.js";
import { revealClientSecret } from "./client-application/reveal-client-secret.js";
import { revokeApiKey } from "./client-application/revoke-api-key.js";
import { revokeGrantCredentials } from "./client-application/revoke-grant-credentials.js";
import { rotateApiKey } from "./client-application/rotate-api-key.js";
import { rotateClientSecret } from "./client-application/rotate-client-secret.js";
import { seeAccessChanges } from "./client-application/see-access-changes.js";
import { setClientKeys } from "./client-application/set-client-keys.js";
import { transferOwnership } from "./client-application/transfer-ownership.js";
import type { CommandPorts } from "./command.js";
import { acceptTerms } from "./developer/accept-terms.js";
import { deleteMyAccount } from "./developer/delete-my-account.js";
import { endAccess } from "./developer/end-access.js";
import { moveToAddress } from "./developer/move-to-address.js";
import { updateProfile } from "./developer/update-profile.js";
import { createGatewayToken } from "./gateway/create-gateway-token.js";
import { revokeGatewayToken } from "./gateway/revoke-gateway-token.js";
import { acceptJoinRequest } from "./partner/accept-join-request.js";
import { appointAdmin } from "./partner/appoint-admin.js";
import { changeMemberRole } from "./partner/change-member-role.js";
import { chooseJoiningPolicy } from "./partner/choose-joining-policy.js";
import { declineJoinRequest } from "./partner/decline-join-request.js";
import { inviteDeveloper } from "./partner/invite-developer.js";
import { proveDomain } from "./partner/prove-domain.js";
import { removeMember } from "./partner/remove-member.js";
import { resendInvitation } from "./partner/resend-invitation.js";
import { resumePartner } from "./partner/resume-partner.js";
import { suspendPartner } from "./partner/suspend-partner.js";
import { updateCompanyDetails } from "./partner/update-company-details.js";
import { withdrawInvitation } from "./partner/withdraw-invitation.js";

/** Everything that a signed-in developer can do. */
export type Commands = ReturnType<typeof createCommands>;

export function createCommands(ports: CommandPorts) {
  return {
    updateProfile: updateProfile(ports),
    acceptTerms: acceptTerms(ports),
    updateCompanyDetails: updateCompanyDetails(ports),
    registerClientApplication: registerClientApplication(ports),
    editClientApplication: editClientApplication(ports),
    addCoOwner: addCoOwner(ports),
    removeCoOwner: removeCoOwner(ports),
    transferOwnership: transferOwnership(ports),
    limitApiKeyToNetworks: limitApiKeyToNetworks(ports),
    revokeApiKey: revokeApiKey(ports),
    revokeGrantCredentials: revokeGrantCredentials(ports),
    rotateApiKey: rotateApiKey(ports),
    rotateClientSecret: rotateClientSecret(ports),
    setClientKeys: setClientKeys(ports),
    deactivateClientApplication: deactivateClientApplication(ports),
    restoreClientApplication: restoreClientApplication(ports),
    deleteClientApplication: deleteClientApplication(ports),
    inviteDeveloper: inviteDeveloper(ports),
    resendInvitation: resendInvitation(ports),
    withdrawInvitation: withdrawInvitation(ports),
    changeMemberRole: changeMemberRole(ports),
    removeMember: removeMember(ports),
    chooseJoiningPolicy: chooseJoiningPolicy(ports),
    proveDomain: proveDomain(ports),
    acceptJoinRequest: acceptJoinRequest(ports),
    declineJoinRequest: declineJoinRequest(ports),
    requestAccessAgain: requestAccessAgain(ports),
    approveAccess: approveAccess(ports),
    rejectAccess: rejectAccess(ports),
    seeAccessChanges: seeAccessChanges(ports),
    giveRatePlan: giveRatePlan(ports),
    retryProvisioning: retryProvisioning(ports),
    suspendPartner: suspendPartner(ports),
    resumePartner: resumePartner(ports),
    appointAdmin: appointAdmin(ports),
    createApiProduct: createApiProduct(ports),
    updateApiProduct: updateApiProduct(ports),
    createApiEnvironment: createApiEnvironment(ports),
    updateApiEnvironment: updateApiEnvironment(ports),
    chooseEnvironmentGateway: chooseEnvironmentGateway(ports),
    publishTerms: publishTerms(ports),
    createGatewayToken: createGatewayToken(ports),
    revokeGatewayToken: revokeGatewayToken(ports),
    createAccessToken: createAccessToken(ports),
    deleteMyAccount: deleteMyAccount(ports),
    moveToAddress: moveToAddress(ports),
    endAccess: endAccess(ports),
    revokeAccessToken: revokeAccessToken(ports),
    revealApiKey: revealApiKey(ports),
    revealClientSecret: revealClientSecret(ports),
  };
}
