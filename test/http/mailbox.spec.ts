import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import Fastify, { type FastifyInstance } from "fastify";
import type { KeptMail, Mailbox } from "../../src/application/ports/mailbox.js";
import { handleErrors } from "../../src/http/errors.js";
import { mailboxRoutes } from "../../src/http/mailbox/mailbox-routes.js";
import { secureHeaders } from "../../src/http/security-headers.js";

const link = "https://portal.example/verify?token=a.b&next=%2F";

function mail(id: string, changes: Partial<KeptMail> = {}): KeptMail {
  return {
    id,
    recipient: "zoe@acme.example",
    subject: `Subject of ${id}`,
    html: `<!doctype html><html><head><title>t</title></head><body><a href="${link.replace("&", "&amp;")}">Go</a></body></html>`,
    text: `Confirm:\n${link}\n`,
    sentAt: new Date("2026-01-02T03:04:05.678Z"),
    ...changes,
  };
}

function mailboxOf(...mails: KeptMail[]): Mailbox {
  return {
    list: async (limit, to) => mails.filter(({ recipient }) => !to || recipient === to).slice(0, limit),
    get: async (id) => mails.find((mail) => mail.id === id) ?? null,
  };
}

describe("/dev/mailbox", () => {
  const attack = `"><script>alert(1)</script>`;
  let app: FastifyInstance;

  beforeEach(async () => {
    app = Fastify();
    handleErrors(app);
    await secureHeaders(app, "https://portal.example", []);
    const mails = [
      mail("m_2"),
      mail("m_1", { recipient: "bob@acme.example" }),
      mail("a.b/c d", { subject: attack, recipient: attack, html: attack, text: attack }),
    ];
    await app.register(mailboxRoutes(mailboxOf(...mails)));
  });
  afterEach(() => app.close());

  const get = (url: string) => app.inject({ url });

  it("lists the mails on a page to which new ones come by themselves, until that is stopped", async () => {
    const response = await get("/dev/mailbox");
    expect(response.statusCode).toBe(200);
    expect(response.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(response.body).toContain('<a href="/dev/mailbox/m_2">Subject of m_2</a>');
    expect(response.body).toContain(
      '<time datetime="2026-01-02T03:04:05.678Z">2026-01-02 03:04:05 UTC</time>',
    );
    const still = await get("/dev/mailbox?refresh=off");
    expect([response.body.includes("<script"), still.body.includes("<script")]).toEqual([true, false]);
    expect(still.body).toContain('<a href="/dev/mailbox">Show new mails as they come</a>');
  });

  it("lists the mails of one recipient", async () => {
    const page = await get("/dev/mailbox?to=bob%40acme.example");
    expect(page.body).toContain("Subject of m_1");
    expect(page.body).not.toContain("Subject of m_2");
    const json = await get("/dev/mailbox.json?to=bob%40acme.example");
    expect(json.json()).toMatchObject([{ id: "m_1" }]);
    expect((await get("/dev/mailbox?to=none%40acme.example")).body).toContain(
      "No mail yet to none@acme.example",
    );
  });

  it("shows a mail's text with its links, and its HTML in a sandbox without scripts", async () => {
    const { body } = await get("/dev/mailbox/m_2");
    const href = link.replace("&", "&amp;");
    expect(body).toContain(`<a href="${href}" target="_blank" rel="noreferrer">${href}</a>`);
    expect(body).toMatch(
      /<iframe [^>]*sandbox="allow-popups [^"]*" src="\/dev\/mailbox\/m_2\.html"><\/iframe>/,
    );
    const alone = await get("/dev/mailbox/m_2.html");
    expect(alone.body).toContain('<base target="_blank">');
    expect(String(alone.headers["content-security-policy"])).toMatch(
      /default-src 'none';.*; sandbox allow-popups /,
    );
    for (const text of [body, alone.headers["content-security-policy"]])
      expect(text).not.toMatch(/allow-scripts|allow-same-origin/);
  });

  it("gives a mail to scripts as JSON", async () => {
    const response = await get("/dev/mailbox/m_2.json");
    expect(response.json()).toEqual({ ...mail("m_2"), sentAt: "2026-01-02T03:04:05.678Z" });
    expect((await get("/dev/mailbox.json")).json()).toHaveLength(3);
  });

  it("escapes whatever a mail or an address holds", async () => {
    const path = `/dev/mailbox/${encodeURIComponent("a.b/c d")}`;
    expect((await get("/dev/mailbox")).body).toContain(`<a href="${path}">`);
    expect((await get(`${path}.json`)).json()).toMatchObject({ subject: attack });
    for (const url of ["/dev/mailbox", path, `/dev/mailbox?to=${encodeURIComponent(attack)}`]) {
      const response = await get(url);
      expect(response.statusCode).toBe(200);
      expect(response.body).toContain("&lt;script&gt;");
      expect(response.body).not.toContain("<script>");
    }
  });

  it("answers an unknown id with 404", async () => {
    const page = await get("/dev/mailbox/unknown");
    expect([page.statusCode, page.headers["content-type"]]).toEqual([404, "text/html; charset=utf-8"]);
    const json = await get("/dev/mailbox/unknown.json");
    expect([json.statusCode, json.json()]).toMatchObject([
      404,
      { errors: [{ message: "No mail is kept under this id." }] },
    ]);
  });

  it("sets its own policy in the usual one's place: inline styles in a mail alone, no cache, and its address is told to nobody", async () => {
    for (const url of ["/dev/mailbox", "/dev/mailbox/m_2", "/dev/mailbox.json", "/dev/mailbox/m_2.html"]) {
      const { headers } = await get(url);
      const policy = String(headers["content-security-policy"]);
      expect(policy).toContain(
        "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; ",
      );
      expect([url, policy.includes("unsafe-inline")]).toEqual([url, url.endsWith(".html")]);
      expect(policy).toContain(url.endsWith(".html") ? "frame-ancestors 'self'" : "frame-ancestors 'none'");
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers["referrer-policy"]).toMatch(/^(no-referrer|strict-origin)$/);
    }
  });
});
