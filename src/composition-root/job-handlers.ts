import type { JobHandlers } from "../application/jobs.js";
import { reportLeak } from "../application/leaks/report-leak.js";
import { announceKeysLive } from "../application/notices/announce-keys-live.js";
import { digestAccessRequests } from "../application/notices/digest-access-requests.js";
import { notifyOwners } from "../application/notices/notify-owners.js";
import { sendInvitation } from "../application/notices/send-invitation.js";
import { tellDeveloper } from "../application/notices/tell-developer.js";
import { tellMembers } from "../application/notices/tell-members.js";
import { tellOfCompanyToken } from "../application/notices/tell-of-company-token.js";
import { tellOfDelay } from "../application/notices/tell-of-delay.js";
import { tellOfDeparture } from "../application/notices/tell-of-departure.js";
import { tellOfExpiry } from "../application/notices/tell-of-expiry.js";
import { tellOfHandover } from "../application/notices/tell-of-handover.js";
import { tellOfJoinDecision } from "../application/notices/tell-of-join-decision.js";
import { tellOfJoinRequest } from "../application/notices/tell-of-join-request.js";
import { tellOfLeak } from "../application/notices/tell-of-leak.js";
import { tellOfLeakedToken } from "../application/notices/tell-of-leaked-token.js";
import { tellOfTokensLeft } from "../application/notices/tell-of-tokens-left.js";
import type { Gateway } from "../application/ports/gateway.js";
import type { Mailer } from "../application/ports/mail.js";
import { besideLeftGateways, holdLeftGateways } from "../application/provisioning/hold-left-gateways.js";
import { provisionPartner } from "../application/provisioning/provision-partner.js";
import { provisionWaiting } from "../application/provisioning/provision-waiting.js";
import { reconcileEnvironment } from "../application/provisioning/reconcile-environment.js";
import { tellGateways } from "../application/provisioning/tell-gateways.js";
import { trackingFailures } from "../application/provisioning/tracking-failures.js";
import { createEnvironmentApplications } from "../infrastructure/persistence/environment-applications.js";
import { createNoticeFacts } from "../infrastructure/persistence/notice-facts.js";
import { createOperatorDigests } from "../infrastructure/persistence/operator-digests.js";
import { createPartnerEnvironments } from "../infrastructure/persistence/partner-environments.js";
import { createProvisioningFailures } from "../infrastructure/persistence/provisioning-failures.js";
import { createWaitingApplications } from "../infrastructure/persistence/waiting-applications.js";
import { openLeftGateways } from "./open-left-gateways.js";
import type { Services } from "./services.js";

/** Everything that a worker can do. */
export function jobHandlers(services: Services, gateway: Gateway, mailer: Mailer): JobHandlers {
  const { config, orm, queue, clock, links, outgoingMails } = services;
  const facts = createNoticeFacts(orm, config.operatorEmails);
  const failures = createProvisioningFailures(orm);
  const leftGateways = openLeftGateways(services);
  const left = { leftGateways, queue };
  const notices = { facts, queue, clock, links };
  return {
    provision: trackingFailures(besideLeftGateways(reconcileEnvironment({ ...services, gateway }), left), {
      failures,
      queue,
      clock,
    }),
    "hold-left-gateways": holdLeftGateways({ ...services, leftGateways }),
    "tell-gateways": tellGateways({ applications: createEnvironmentApplications(orm), queue }),
    "provision-partner": provisionPartner({ environments: createPartnerEnvironments(orm), queue }),
    "provision-waiting": provisionWaiting({ applications: createWaitingApplications(orm), queue }),
    "announce-keys-live": announceKeysLive(notices),
    "notify-owners": notifyOwners(notices),
    "send-invitation": sendInvitation(notices),
    "tell-of-departure": tellOfDeparture(notices),
    "tell-of-join-request": tellOfJoinRequest(notices),
    "tell-of-join-decision": tellOfJoinDecision(notices),
    "digest-access-requests": digestAccessRequests({ ...notices, digests: createOperatorDigests(orm) }),
    "report-leak": reportLeak(services),
    "tell-of-leak": tellOfLeak(notices),
    "tell-of-leaked-token": tellOfLeakedToken(notices),
    "tell-of-expiry": tellOfExpiry(notices),
    "tell-of-delay": tellOfDelay({ ...notices, failures }),
    "tell-members": tellMembers(notices),
    "tell-of-handover": tellOfHandover(notices),
    "tell-of-company-token": tellOfCompanyToken(notices),
    "tell-of-tokens-left": tellOfTokensLeft(notices),
    "tell-developer": tellDeveloper(notices),
    // Queued by an earlier version.
    "send-mail": (mail) => outgoingMails.keep([mail]),
    "send-mails": (waiting) => outgoingMails.send(mailer, waiting),
  };
}
