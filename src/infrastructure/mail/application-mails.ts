import type { MailData } from "../../application/ports/mail.js";
import { button, list, type MailDocument, paragraph } from "./document.js";

/** R16: names the application and the environment and holds no secret. */
export function keysLive(data: MailData<"keys-live">): MailDocument {
  const { applicationName, environmentName, institution, productNames } = data;
  return {
    subject: `${applicationName}: API keys are live in ${environmentName}`,
    title: `API keys are live in ${environmentName}`,
    recipient: data.recipientName,
    blocks: [
      paragraph(`${applicationName} can now call these APIs of ${institution} in ${environmentName}:`),
      list(productNames),
      paragraph("Sign in to see the keys and client credentials. They are never sent by e-mail."),
      button("Open the application", data.applicationUrl),
    ],
  };
}

export function provisioningDelayed(data: MailData<"provisioning-delayed">): MailDocument {
  const { recipientName, applicationName, environmentName, applicationUrl } = data;
  return {
    subject: `${applicationName}: ${environmentName} is taking longer than usual`,
    title: `${environmentName} is taking longer than usual`,
    recipient: recipientName,
    blocks: [
      paragraph(
        `The latest change to ${applicationName} has still not reached ${environmentName} after an hour. We keep trying; you do not need to do anything.`,
      ),
      button("Open the developer portal", applicationUrl),
    ],
  };
}

/** To operators, whose platform the secret opens; does not hold it. */
export function secretLeaked(data: MailData<"secret-leaked">): MailDocument {
  return {
    subject: data.headline,
    title: data.headline,
    blocks: [
      paragraph(data.sentence),
      paragraph(data.consequence),
      button("Open the developer portal", data.portalUrl),
    ],
  };
}

/** R39: which keys end when, and what helps; holds no secret. */
export function keysExpiring(data: MailData<"keys-expiring">): MailDocument {
  const { applicationName, keys, days } = data;
  const what = keys.length === 1 ? "an API key expires" : `${keys.length} API keys expire`;
  const title = `${applicationName}: ${what} within ${days === 1 ? "a day" : `${days} days`}`;
  return {
    subject: title,
    title,
    recipient: data.recipientName,
    blocks: [
      list(keys),
      paragraph(
        "An expired key is refused at once. Rotate it in time: the new key has an end of its own, and the old one keeps working for an overlap that you choose.",
      ),
      paragraph("You are receiving this e-mail because you are an owner of the application."),
      button("Open the application", data.applicationUrl),
    ],
  };
}

/** Says who did what to an application, and what it means; holds no secret. */
export function applicationChanged(data: MailData<"application-changed">): MailDocument {
  const title = `${data.applicationName}: ${data.headline}`;
  return {
    subject: title,
    title,
    recipient: data.recipientName,
    blocks: [
      paragraph(data.sentence),
      paragraph(data.consequence),
      paragraph(
        "You are receiving this e-mail because you are an owner of the application, or were until now.",
      ),
      button("Open the developer portal", data.applicationUrl),
    ],
  };
}

/** R17. */
export function accessRequests({
  requests,
  total,
  changes,
  portalUrl,
}: MailData<"access-requests">): MailDocument {
  const waiting =
    total === 1
      ? "An access request is waiting for a decision"
      : `${total} access requests are waiting for a decision`;
  const subject = total > 0 ? waiting : "Applications have changed since they were approved";
  const more = total - requests.length;
  return {
    subject,
    title: subject,
    blocks: [
      ...(total > 0
        ? [
            paragraph(more > 0 ? `The oldest ${requests.length} of them:` : "Waiting, the oldest first:"),
            list(requests),
          ]
        : []),
      ...(changes.length > 0 ? [paragraph("Changed since they were approved:"), list(changes)] : []),
      button("Open the developer portal", portalUrl),
    ],
  };
}
