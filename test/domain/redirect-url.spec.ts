import { describe, expect, it } from "@jest/globals";
import { redirectUrls } from "../../src/domain/client-application/redirect-url.js";
import { expectRefused } from "../support/given.js";

const everyType = ["WEB", "SERVICE", "MOBILE", "DESKTOP"] as const;
const native = ["MOBILE", "DESKTOP"] as const;
const check = (url: string, type: (typeof everyType)[number]) =>
  redirectUrls([url], type, "AUTHORIZATION_CODE");

describe("R13 redirect URLs", () => {
  it.each([
    "https://app.example/callback",
    "https://app.example:8443/callback?tenant=1",
    "https://xn--bcher-kva.example/",
    "http://localhost/callback",
    "http://localhost:3000/callback",
    "http://127.0.0.1:9/",
    "http://[::1]:4000/cb",
  ])("%s is allowed for every type", (url) => {
    for (const type of everyType) expect(check(url, type)).toEqual([url]);
  });

  it.each(["com.example.app:/callback", "com.example.app://callback", "com.example-x.app2:/cb"])(
    "%s, a private-use scheme in reverse-domain form, is allowed for MOBILE and DESKTOP alone",
    (url) => {
      for (const type of native) expect(check(url, type)).toEqual([url]);
      for (const type of ["WEB", "SERVICE"] as const)
        expectRefused(() => check(url, type), "INVALID_REDIRECT_URL");
    },
  );

  it.each([
    ["a fragment", "https://app.example/#top"],
    ["an empty fragment", "https://app.example/#"],
    ["user info", "https://ada@app.example/"],
    ["empty user info", "https://@app.example/"],
    ["user info in a private scheme", "com.example.app://ada@host/cb"],
    ["a wildcard host", "https://*.app.example/"],
    ["a wildcard path", "https://app.example/*"],
    ["http on a public host", "http://app.example/"],
    ["a host that only looks like loopback", "http://localhost.app.example/"],
    ["another", "http://127.0.0.1.app.example/"],
    ["no scheme", "app.example/callback"],
    ["no host", "https:///callback"],
    ["one slash", "https:/app.example"],
    ["a backslash", "https://app.example\\@evil.example/"],
    ["a space", "https://app.example/a b"],
    ["a line break", "https://app.example/\n"],
    ["NUL", "https://app.example/\u0000"],
    ["letters beyond ASCII", "https://bücher.example/"],
    ["a scheme without a dot", "myapp:/callback"],
    ["javascript", "javascript:alert(1)"],
    ["JavaScript in capitals", "JavaScript:alert(1)"],
    ["data", "data:text/html,x"],
    ["file", "file:///etc/passwd"],
    ["blob", "blob:https://app.example/1"],
    ["vbscript", "vbscript:x"],
    ["about", "about:blank"],
    ["nothing", ""],
    ["too much", `https://app.example/${"x".repeat(2048)}`],
  ])("%s is refused for every type", (_, url) => {
    for (const type of everyType) expectRefused(() => check(url, type), "INVALID_REDIRECT_URL");
  });

  it("are 1 to 10 for the authorization code flow, each once", () => {
    const many = Array.from({ length: 11 }, (_, index) => `https://app.example/${index}`);
    expect(redirectUrls(many.slice(1), "WEB", "AUTHORIZATION_CODE")).toHaveLength(10);
    expectRefused(() => redirectUrls(many, "WEB", "AUTHORIZATION_CODE"), "INVALID_REDIRECT_URL");
    expectRefused(() => redirectUrls([], "WEB", "AUTHORIZATION_CODE"), "INVALID_REDIRECT_URL");
    const twice = ["https://app.example/", "https://app.example/"];
    expectRefused(() => redirectUrls(twice, "WEB", "AUTHORIZATION_CODE"), "INVALID_REDIRECT_URL");
  });

  it("are none for client credentials", () => {
    expect(redirectUrls([], "SERVICE", "CLIENT_CREDENTIALS")).toEqual([]);
    expectRefused(
      () => redirectUrls(["https://a.example/"], "SERVICE", "CLIENT_CREDENTIALS"),
      "INVALID_REDIRECT_URL",
    );
  });

  it("say which one is wrong", () => {
    const urls = ["https://a.example/", "http://b.example/"];
    expect(() => redirectUrls(urls, "WEB", "AUTHORIZATION_CODE")).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ path: ["redirectUrls", "1"] })] }),
    );
  });
});
