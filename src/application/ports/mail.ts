/** Every mail that Portico sends: the template's name and what it needs. None holds a credential (R34). */
export type MailMessage =
  | { template: "verify-email"; to: string; data: { url: string } }
  | { template: "reset-password"; to: string; data: { url: string } }
  | { template: "move-address"; to: string; data: { url: string } }
  | { template: "already-registered"; to: string; data: { signInUrl: string } }
  | {
      template: "keys-live";
      to: string;
      data: {
        recipientName: string;
        applicationName: string;
        environmentName: string;
        institution: string;
        productNames: string[];
        applicationUrl: string;
      };
    }
  | {
      template: "invitation";
      to: string;
      data: { inviterName: string; companyName: string; signUpUrl: string; expiresOn: string };
    }
  | {
      template: "join-request";
      to: string;
      data: { recipientName: string; applicantEmail: string; companyName: string; portalUrl: string };
    }
  | {
      template: "join-decision";
      to: string;
      data: { recipientName: string; companyName: string; isAccepted: boolean; signInUrl: string };
    }
  | {
      template: "member-moved-away";
      to: string;
      data: {
        recipientName: string;
        /** Null for whoever has gone. */
        memberName: string | null;
        companyName: string;
        /** Null when nobody is left. */
        successorName: string | null;
        portalUrl: string;
      };
    }
  | {
      template: "access-requests";
      to: string;
      data: { requests: string[]; total: number; changes: string[]; portalUrl: string };
    }
  | {
      template: "provisioning-delayed";
      to: string;
      data: {
        recipientName: string;
        applicationName: string;
        environmentName: string;
        applicationUrl: string;
      };
    }
  | {
      template: "secret-leaked";
      to: string;
      data: {
        /** What has happened, in a few words. */
        headline: string;
        sentence: string;
        /** What has become of it, and what there is to do. */
        consequence: string;
        portalUrl: string;
      };
    }
  | {
      template: "keys-expiring";
      to: string;
      data: {
        recipientName: string;
        applicationName: string;
        /** How far off the end is, at most. */
        days: number;
        /** Which key ends when, one by one. */
        keys: string[];
        applicationUrl: string;
      };
    }
  | {
      template: "application-changed";
      to: string;
      data: {
        recipientName: string;
        applicationName: string;
        /** What has happened, in a few words. */
        headline: string;
        /** Who did what. */
        sentence: string;
        /** What it means. */
        consequence: string;
        applicationUrl: string;
      };
    }
  | {
      template: "account-changed";
      to: string;
      data: {
        /** What has happened, in a few words. */
        headline: string;
        sentence: string;
        /** What to do if it was somebody else; left out where a new password helps. */
        remedy?: string;
        /** Others did it, so that nobody needs to ask whether it was the owner. */
        isByOthers?: true;
        /** When, for people to read. */
        at: string;
        signInUrl: string;
      };
    }
  | {
      template: "company-changed";
      to: string;
      data: {
        recipientName: string;
        companyName: string;
        /** What has happened, in a few words. */
        headline: string;
        /** What has happened, and what it means; a paragraph each. */
        sentences: string[];
        /** What it is about, one by one; left out when empty. */
        items: string[];
        /** When, for people to read. */
        at: string;
        portalUrl: string;
      };
    };

/** What the template of that name needs to know. */
export type MailData<Template extends MailMessage["template"]> = Extract<
  MailMessage,
  { template: Template }
>["data"];

/** Several mails to one address as one. */
export interface CollectedMail {
  readonly template: "collected";
  readonly to: string;
  /** The oldest first. */
  readonly messages: readonly MailMessage[];
}

/** Hands a mail to the queue; it is sent by a worker, never on the request path. */
export interface MailQueue {
  enqueue(message: MailMessage): Promise<void>;
}

/** Sends one mail now. `id` is stable across retries, so that a mail sent twice is recognisable (RFC 5322 §3.6.4). */
export interface Mailer {
  send(message: MailMessage | CollectedMail, id: string): Promise<void>;
}
