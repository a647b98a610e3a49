import { describe, expect, it } from "@jest/globals";
import { bearsWhiteText, usualBrand } from "../../src/html/brand.js";
import { accountPages } from "../../src/http/account-pages/account-pages.js";
import { renderMail } from "../../src/infrastructure/mail/templates.js";
import { testServer } from "../support/http-server.js";

const brand = { name: "Bank & <Söhne>", logoUrl: "https://cdn.bank.example/logo.svg", color: "#7a1f5c" };
const visitors = { emailOf: async () => null, isGood: async () => true };
const mail = {
  template: "reset-password",
  to: "ada@acme.example",
  data: { url: "https://x.example/" },
} as const;

describe("the installation's brand", () => {
  it("stands on every page for people, and nothing else may be loaded", async () => {
    const server = await testServer({
      brand,
      routes: async (app) =>
        void (await app.register(
          accountPages({ publicUrl: "https://portico.example", portals: [], visitors }),
        )),
    });
    for (const url of ["/sign-up", "/sign-in", "/forgotten-password", "/reset-password?token=t"]) {
      const { body, headers } = await server.app.inject({ url, headers: { accept: "text/html" } });
      expect(body).toContain("<title>Bank &amp; &lt;Söhne&gt; · ");
      expect(body).toContain('<img src="https://cdn.bank.example/logo.svg" alt="" height="32">');
      expect(body).toContain(":root { --button: #7a1f5c; }");
      expect(headers["content-security-policy"]).toContain("img-src https://cdn.bank.example;");
    }
    await server.close();
  });

  it("stands in every mail, in both renderings", () => {
    const { html, text } = renderMail(mail, brand);
    expect(html).toContain("Bank &amp; &lt;Söhne&gt;</p>");
    expect(html).toContain('src="https://cdn.bank.example/logo.svg"');
    expect(html).toContain("background:#7a1f5c");
    expect(text).toMatch(/\n\nBank & <Söhne>\n$/);
  });

  it("is Portico's own without a logo, when nothing is set", () => {
    const { html, text } = renderMail(mail);
    expect(html).not.toContain("<img");
    expect(text).toMatch(/\n\nPortico\n$/);
  });

  it.each([
    ["#0b57b0", true],
    ["#000000", true],
    ["#767676", true],
    ["#777777", false],
    ["#ffff00", false],
  ])("a button of %s bears white text: %s", (color, bears) => {
    expect(bearsWhiteText(color)).toBe(bears);
    expect(bearsWhiteText(usualBrand.color)).toBe(true);
  });
});
