import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { durationInWords } from "../../src/application/duration-in-words.js";
import { linkLifetimes } from "../../src/application/link-lifetimes.js";
import type { CollectedMail, MailMessage } from "../../src/application/ports/mail.js";
import { createSmtpMailer, type SmtpMailer } from "../../src/infrastructure/mail/smtp-mailer.js";
import { renderMail } from "../../src/infrastructure/mail/templates.js";

const url = "https://portal.example/verify?token=a.b-c&next=%2Fapps";
const keysLiveData = {
  recipientName: "Zoë",
  applicationName: "Zahlungs-App",
  environmentName: "UAT",
  institution: "3rd Party Bank",
  productNames: ["Accounts", "Transfers"],
  applicationUrl: url,
};

function keysLive(data: Partial<typeof keysLiveData> = {}): MailMessage {
  return { template: "keys-live", to: "zoe@acme.example", data: { ...keysLiveData, ...data } };
}

/** A mail of each template there is, with the same link in it. */
const mails: { readonly [T in MailMessage["template"]]: Extract<MailMessage, { template: T }>["data"] } = {
  "verify-email": { url },
  "reset-password": { url },
  "move-address": { url },
  "already-registered": { signInUrl: url },
  "keys-live": keysLiveData,
  "secret-leaked": {
    headline: "An API key was found in public",
    sentence: "The API key for Accounts in Production (ptc_key_abcd…wxyz) of Ledger was found in public.",
    consequence: "It was revoked at once, as its environment says. Its owners have been told.",
    portalUrl: url,
  },
  "keys-expiring": {
    recipientName: "Zoë",
    applicationName: "Ledger",
    days: 7,
    keys: ["Accounts in Production (ptc_key_abcd…wxyz): 2026-03-08 09:00 UTC"],
    applicationUrl: url,
  },
  invitation: {
    inviterName: "Ada Byron",
    companyName: "Acme Ltd",
    signUpUrl: url,
    expiresOn: "2026-03-15",
  },
  "join-request": {
    recipientName: "Zoë",
    applicantEmail: "ben@acme.example",
    companyName: "Acme Ltd",
    portalUrl: url,
  },
  "member-moved-away": {
    recipientName: "Zoë",
    memberName: "Ben Lee",
    companyName: "Acme Ltd",
    successorName: "Ada Byron",
    portalUrl: url,
  },
  "join-decision": { recipientName: "Zoë", companyName: "Acme Ltd", isAccepted: true, signInUrl: url },
  "access-requests": {
    requests: ["Ledger of Acme Ltd: Production"],
    total: 2,
    changes: ["Books of Acme Ltd: Production (name)"],
    portalUrl: url,
  },
  "provisioning-delayed": {
    recipientName: "Zoë",
    applicationName: "Zahlungs-App",
    environmentName: "UAT",
    applicationUrl: url,
  },
  "application-changed": {
    recipientName: "Zoë",
    applicationName: "Zahlungs-App",
    headline: "deactivated",
    sentence: "Ada Byron deactivated Zahlungs-App.",
    consequence: "Nothing works until it is restored.",
    applicationUrl: url,
  },
  "company-changed": {
    recipientName: "Zoë",
    companyName: "Acme Ltd",
    headline: "suspended",
    sentences: ["Your company is suspended.", "The reason: fraud."],
    items: ["Ledger", "Books"],
    at: "2026-03-01 12:00 UTC",
    portalUrl: url,
  },
  "account-changed": {
    headline: "A new access token",
    sentence: "A personal access token was created for your account.",
    at: "2026-03-01 12:00 UTC",
    signInUrl: url,
  },
};
const everyTemplate = Object.entries(mails).map(
  ([template, data]) => ({ template, to: "zoe@acme.example", data }) as MailMessage,
);
const collected: CollectedMail = { template: "collected", to: "zoe@acme.example", messages: everyTemplate };

describe("a rendered mail", () => {
  it("says what to do where no new password helps", () => {
    const remedy = "Tell an ADMIN.";
    const message: MailMessage = {
      template: "account-changed",
      to: "zoe@acme.example",
      data: { ...mails["account-changed"], remedy },
    };
    const { text } = renderMail(message);
    expect([text.includes(remedy), text.includes("new password")]).toEqual([true, false]);
  });

  it("does not ask whether it was the reader where operators did it", () => {
    const to = "zoe@acme.example";
    const remedy = "Sign in again.";
    const texts = [true, undefined].map((isByOthers) => {
      const data = { ...mails["account-changed"], remedy, ...(isByOthers && { isByOthers }) };
      return renderMail({ template: "account-changed", to, data }).text;
    });
    expect(texts.map((text) => text.includes("If this was you"))).toEqual([false, true]);
  });

  it.each([...everyTemplate, collected])("$template carries the same link in HTML and text", (message) => {
    const { html, text } = renderMail(message);
    expect(text.split("\n")).toContain(url);
    expect(html).toContain(`<a href="${url.replace("&", "&amp;")}"`);
  });

  it.each([...everyTemplate, collected])("$template carries the same words in HTML and text", (message) => {
    const { html, text } = renderMail(message);
    const words = html
      .replace(/<head>.*<\/head>/s, "")
      .replace(/<[^>]+>/g, " ")
      .replaceAll("&amp;", "&");
    for (const word of text.split(/\s+/)) expect(words).toContain(word.replace(/:$/, ""));
  });

  it.each([...everyTemplate, collected])(
    "$template loads nothing, and is told for both colour schemes",
    (message) => {
      const { html } = renderMail(message);
      expect(html).not.toMatch(/<(img|link|script|iframe|object|base)\b|src=|url\(|@import/i);
      expect(html).toContain('<meta name="color-scheme" content="light dark">');
      expect(html).toContain("@media (prefers-color-scheme: dark)");
    },
  );

  it.each([
    ["verify-email", "VERIFY_EMAIL"],
    ["reset-password", "RESET_PASSWORD"],
    ["move-address", "MOVE_ADDRESS"],
  ] as const)("%s tells how long its link is good for", (template, link) => {
    const { text } = renderMail({ template, to: "zoe@acme.example", data: { url } });
    expect(text).toContain(`is good for ${durationInWords(linkLifetimes[link])}.`);
  });

  it("R16 names application, environment, institution and products", () => {
    const { subject, text } = renderMail(keysLive());
    expect(subject).toBe("Zahlungs-App: API keys are live in UAT");
    for (const part of ["Zoë", "Zahlungs-App", "UAT", "3rd Party Bank", "- Accounts", "- Transfers"]) {
      expect(text).toContain(part);
    }
  });

  it("escapes HTML wherever text comes from a user", () => {
    const attack = `<script>alert(1)</script>"'&`;
    const message = keysLive({
      recipientName: attack,
      applicationName: attack,
      environmentName: attack,
      institution: attack,
      productNames: [attack],
      applicationUrl: `https://portal.example/"><script>alert(1)</script>`,
    });
    const { html, text } = renderMail(message);
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;");
    expect(text).toContain(attack);
  });

  it("has no element that its template did not put there", () => {
    const tags = (html: string) => html.match(/<[^>]*>/g)?.map((tag) => tag.split(/[\s>]/)[0]);
    const expected = tags(renderMail(keysLive()).html);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const productNames = ["Accounts", name];
        expect(tags(renderMail(keysLive({ applicationName: name, productNames })).html)).toEqual(expected);
      }),
    );
  });

  it("keeps a value on one line, so that it cannot pass for a paragraph or a header", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const { subject } = renderMail(keysLive({ applicationName: name }));
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
      }),
    );
    const { text } = renderMail(keysLive({ applicationName: "App\r\n\r\nYour account is locked" }));
    expect(text).not.toMatch(/^Your account/m);
  });

  it.each([
    "zoe@acme.example\r\nBcc: eve@evil.example",
    "zoe@acme.example, eve@evil.example",
    "Zoe <zoe@acme.example>",
    "zoe@acme.example\0",
    "zoe",
    "",
  ])("is refused for a recipient that is not one address: %j", (to) => {
    expect(() => renderMail({ template: "verify-email", to, data: { url } })).toThrow(TypeError);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "/relative", ""])(
    "links to http(s) alone: %j",
    (url) => {
      expect(() => renderMail({ template: "verify-email", to: "zoe@acme.example", data: { url } })).toThrow(
        TypeError,
      );
    },
  );
});

describe("the SMTP mailer", () => {
  const received: { mail: ParsedMail; recipients: string[] }[] = [];
  let server: SMTPServer;
  let mailer: SmtpMailer;

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData(stream, session, done) {
        simpleParser(stream).then((mail) => {
          received.push({ mail, recipients: session.envelope.rcptTo.map(({ address }) => address) });
          done();
        }, done);
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.server.address() as AddressInfo;
    mailer = createSmtpMailer(`smtp://127.0.0.1:${port}`, "Portico <no-reply@portico.example>");
  });
  beforeEach(() => {
    received.length = 0;
  });
  afterAll(async () => {
    mailer.close();
    await new Promise<void>((resolve) => server.close(resolve));
  });

  it("sends both parts, with the Unicode subject and the given id", async () => {
    await mailer.send(keysLive({ applicationName: "支払い 🏦 Zahlungs-App" }), "job_1");
    const mail = received[0]?.mail;
    expect(mail?.subject).toBe("支払い 🏦 Zahlungs-App: API keys are live in UAT");
    expect(mail?.messageId).toBe("<job_1@portico.example>");
    expect(mail?.from?.text).toBe('"Portico" <no-reply@portico.example>');
    expect(mail?.text).toContain(url);
    expect(mail?.html).toContain(url.replace("&", "&amp;"));
  });

  it("keeps the Message-ID over retries, whatever the id holds", async () => {
    const id = "keys-live:app_1>\r\nBcc: eve@evil.example";
    await mailer.send(keysLive(), id);
    await mailer.send(keysLive(), id);
    const ids = received.map(({ mail }) => mail.messageId);
    expect(ids[0]).toMatch(/^<[\w%-]+@portico\.example>$/);
    expect(ids[1]).toBe(ids[0]);
  });

  it("lets no value add a header or a recipient", async () => {
    await mailer.send(
      keysLive({ applicationName: "App\r\nBcc: eve@evil.example\r\nX-Evil: 1\r\n\r\nbody" }),
      "job_2",
    );
    expect(received[0]?.recipients).toEqual(["zoe@acme.example"]);
    expect(received[0]?.mail.headers.has("bcc")).toBe(false);
    expect(received[0]?.mail.headers.has("x-evil")).toBe(false);
  });

  it.each([
    "=?utf-8?B?WW91ciBhY2NvdW50?=",
    "=?UTF-8?q?Your=20account?=",
    "x=?iso-8859-1?Q?=E9?= =?utf-8?Q?a?=",
    "=?utf-8?B?",
    "支払い =?utf-8?B?WW91ciBhY2NvdW50?= 🏦",
    `=?utf-8?Q?${"a_".repeat(50)}?= "Ledger"`,
  ])("shows a name that looks like an encoded word as it was written: %s", async (name) => {
    await mailer.send(keysLive({ applicationName: name }), "job_3");
    expect(received[0]?.mail.subject).toBe(`${name}: API keys are live in UAT`);
  });

  it("shows any name in the subject as it was written", async () => {
    const piece = fc.constantFrom("=?", "?=", "utf-8", "?B?", "?Q?", "YQ==", "=20", "_", " ", "é", '"', "a");
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
        received.length = 0;
        const name = `x${pieces.join("")}x`.replace(/ +/g, " ");
        await mailer.send(keysLive({ applicationName: name }), "job_4");
        expect(received[0]?.mail.subject).toBe(`${name}: API keys are live in UAT`);
      }),
    );
  });

  it("sends to an address that looks like an encoded word", async () => {
    const to = "=?utf-8?Q?eve?=@acme.example";
    await mailer.send({ ...keysLive(), to }, "job_5");
    expect(received[0]?.recipients).toEqual([to]);
    expect(received[0]?.mail.headerLines.find(({ key }) => key === "to")?.line).toBe(`To: ${to}`);
  });

  it("refuses a sender that is not one address", () => {
    for (const from of ["", "Portico", "a@acme.example, b@acme.example"]) {
      expect(() => createSmtpMailer("smtp://127.0.0.1:1", from)).toThrow("MAIL_FROM");
    }
  });
});
