import { describe, expect, it } from "@jest/globals";
import { portalPageLinks } from "../../src/http/portal-page-links.js";

const publicUrl = "https://api.bank.example";
const portals = ["https://developer.bank.example", "https://other.example"];

describe.each(["https://developer.bank.example/portal", "https://developer.bank.example/portal/"])(
  "with a portal at %s",
  (portalUrl) => {
    const links = portalPageLinks({ portalUrl, publicUrl, portals });
    const at = (path: string) => `https://developer.bank.example/portal/${path}`;

    it("every link of a mail leads to a page of the portal", () => {
      expect([
        links.application("app_1"),
        links.accessRequests(),
        links.joinRequests(),
        links.signUp("o'neill+x@acme.example"),
        links.signIn(),
        links.stepUp(),
        links.verification("a.b-c", null),
        links.addressMove("t-1"),
        links.passwordReset("t/1", null),
      ]).toEqual([
        at("applications/app_1"),
        at("operator/access-requests"),
        at("company/join-requests"),
        at("sign-up?email=o%27neill%2Bx%40acme.example"),
        at("sign-in"),
        at("step-up"),
        at("verify-email?token=a.b-c"),
        at("move-address?token=t-1"),
        at("reset-password?token=t%2F1"),
      ]);
    });

    it("and where somebody asked to be led on to, if that is trusted", () => {
      expect(links.passwordReset("t", "https://other.example/x?y=1")).toBe(
        "https://other.example/x?y=1&token=t",
      );
      expect(links.verification("t", "https://other.example/x")).toBe(
        at("verify-email?token=t&callbackURL=https%3A%2F%2Fother.example%2Fx"),
      );
    });

    it.each(["https://evil.example/", "/..//evil.example", "//evil.example", "/\\evil.example", "/nowhere"])(
      "and to the usual page instead of %s",
      (elsewhere) => {
        expect(links.passwordReset("t", elsewhere)).toBe(links.passwordReset("t", null));
        expect(links.verification("t", elsewhere)).toBe(links.verification("t", null));
      },
    );
  },
);
