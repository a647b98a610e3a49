import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { bearsWhiteText, contrast, darkCard, onDark, usualBrand } from "../../src/html/brand.js";
import { accountPages } from "../../src/http/account-pages/account-pages.js";
import { renderMail } from "../../src/infrastructure/mail/templates.js";
import { accountPagesOptions } from "../support/account-pages.js";
import { testServer } from "../support/http-server.js";

const brand = { name: "Bank & <Söhne>", logoUrl: "https://cdn.bank.example/logo.svg", color: "#7a1f5c" };
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
          accountPages({ ...accountPagesOptions, publicUrl: "https://portico.example" }),
        )),
    });
    for (const url of [
      "/sign-up",
      "/sign-in",
      "/forgotten-password",
      "/reset-password?token=t",
      "/second-factors",
      "/nowhere",
    ]) {
      const { body, headers } = await server.app.inject({ url, headers: { accept: "text/html" } });
      expect(body).toMatch(/<title>[A-Z][^·<]+ · Bank &amp; &lt;Söhne&gt;<\/title>/);
      expect(body).toContain("<footer>Developer portal on Portico</footer>");
      expect(body).toContain(
        '<img src="https://cdn.bank.example/logo.svg" alt="" height="32" referrerpolicy="no-referrer">',
      );
      expect(body).toContain("--button: #7a1f5c;");
      expect(headers["content-security-policy"]).toMatch(/img-src https:\/\/cdn\.bank\.example(;|$)/);
    }
    await server.close();
  });

  it("stands in every mail, in both renderings", () => {
    const { html, text } = renderMail(mail, brand);
    expect(html).toContain("Bank &amp; &lt;Söhne&gt;</td>");
    expect(html).toContain('src="https://cdn.bank.example/logo.svg"');
    expect(html).toContain("background:#7a1f5c");
    expect(text).toMatch(/\n\nBank & <Söhne>\nDeveloper portal on Portico\n$/);
  });

  it("is Portico's own without a logo, when nothing is set", () => {
    const { html, text } = renderMail(mail);
    expect(html).not.toContain("<img");
    expect(text).toMatch(/\n\nPortico\nDeveloper portal\n$/);
  });

  it("of any colour is read on a dark page", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (color) => {
        expect(contrast(onDark(`#${color.toString(16).padStart(6, "0")}`), darkCard)).toBeGreaterThanOrEqual(
          4.5,
        );
      }),
    );
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
