import { describe, expect, it } from "@jest/globals";
import { redirectUrls } from "../../src/domain/client-application/redirect-url.js";
import { expectRefused, problemsOf } from "../support/given.js";

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
    ["a fragment", "https://app.example/#top", "fragment"],
    ["an empty fragment", "https://app.example/#", "fragment"],
    ["user info", "https://ada@app.example/", "user info"],
    ["empty user info", "https://@app.example/", "user info"],
    ["user info in a private scheme", "com.example.app://ada@host/cb", "user info"],
    ["a wildcard host", "https://*.app.example/", "wildcard"],
    ["a wildcard path", "https://app.example/*", "wildcard"],
    ["http on a public host", "http://app.example/", "scheme is not allowed"],
    ["a host that only looks like loopback", "http://localhost.app.example/", "scheme is not allowed"],
    ["another", "http://127.0.0.1.app.example/", "scheme is not allowed"],
    ["no scheme", "app.example/callback", "absolute"],
    ["no host", "https:///callback", "scheme is not allowed"],
    ["one slash", "https:/app.example", "scheme is not allowed"],
    ["a backslash", "https://app.example\\@evil.example/", "characters"],
    ["a space", "https://app.example/a b", "characters"],
    ["a line break", "https://app.example/\na", "characters"],
    ["NUL", "https://app.example/\u0000", "characters"],
    ["letters beyond ASCII", "https://bücher.example/", "characters"],
    ["a scheme without a dot", "myapp:/callback", "scheme is not allowed"],
    ["javascript", "javascript:alert(1)", "never allowed"],
    ["JavaScript in capitals", "JavaScript:alert(1)", "never allowed"],
    ["data", "data:text/html,x", "never allowed"],
    ["file", "file:///etc/passwd", "never allowed"],
    ["blob", "blob:https://app.example/1", "never allowed"],
    ["vbscript", "vbscript:x", "never allowed"],
    ["about", "about:blank", "never allowed"],
    ["nothing", "", "absolute"],
    ["too much", `https://app.example/${"x".repeat(2048)}`, "absolute"],
    ["a loopback address within another host", "http://x127.0.0.1.example/", "scheme is not allowed"],
    ["a password", "https://ada:secret@app.example/", "user info"],
    ["a percent-escaped dot in the host", "https://a.example%2eevil.example/", "host has a percent-escape"],
    ["a percent-escaped letter in the host", "https://%61.example/", "host has a percent-escape"],
    ["an escape in a private scheme's host", "com.example.app://a%2eb/cb", "host has a percent-escape"],
    ["an empty label", "https://app..example/", "empty label"],
    ["an empty first label", "https://.app.example/", "empty label"],
    ["an empty last label", "https://app.example./", "empty label"],
    ["an empty last label before a port", "http://localhost.:3000/", "empty label"],
    ["port 0", "https://app.example:0/", "port is 0"],
    ["port 0 on loopback", "http://127.0.0.1:00/", "port is 0"],
    ["loopback as one number", "http://2130706433/", "another spelling of 127\\.0\\.0\\.1"],
    ["loopback in hexadecimal", "http://0x7f.0.0.1/", "another spelling"],
    ["loopback in octal", "http://0177.0.0.1/", "another spelling"],
    ["loopback with two parts", "http://127.1/", "another spelling"],
    ["loopback written out", "http://[0:0:0:0:0:0:0:1]/", "another spelling of \\[::1\\]"],
    ["loopback with zeros", "http://127.0.0.001/", "another spelling"],
    ["a public address in hexadecimal", "https://0xcb.0.113.7/", "another spelling"],
    ["an IPv4 address within IPv6", "https://[::ffff:203.0.113.7]/", "another spelling"],
    ["a broken escape in the path", "https://app.example/%zz", "percent sign"],
    ["a broken escape in the query", "https://app.example/?a=%", "percent sign"],
    ["half an escape at the end", "com.example.app:/cb%2", "percent sign"],
    ["a scheme that only begins like one of one's own", "com.example+app:/cb", "scheme is not allowed"],
    ["a scheme that only ends like one of one's own", "x+com.example.app:/cb", "scheme is not allowed"],
  ])("%s is refused for every type", (_, url, because) => {
    for (const type of everyType) {
      const message = expect.stringMatching(new RegExp(`^Redirect URL 1: it.*${because}.*loopback host`));
      expect(problemsOf(() => check(url, type))).toMatchObject([{ code: "INVALID_REDIRECT_URL", message }]);
    }
  });

  it.each([
    ["HTTPS://App.Example/Callback", "https://app.example/Callback"],
    ["https://app.example", "https://app.example/"],
    ["https://app.example:443/cb", "https://app.example/cb"],
    ["http://localhost:80/cb", "http://localhost/cb"],
    ["https://app.example/a/../b/./c", "https://app.example/b/c"],
    ["https://app.example/%7Eada?x=%2f", "https://app.example/%7Eada?x=%2f"],
    ["https://[2001:DB8::1]/", "https://[2001:db8::1]/"],
  ])("%s is kept as a browser would send it: %s", (given, kept) => {
    expect(check(given, "WEB")).toEqual([kept]);
  });

  it("are one however they are spelt", () => {
    const urls = ["https://app.example/", "HTTPS://APP.example:443"];
    expectRefused(() => redirectUrls(urls, "WEB", "AUTHORIZATION_CODE"), "INVALID_REDIRECT_URL");
  });

  it("may have an @ behind the host", () => {
    expect(check("https://app.example/@ada?to=a@b", "WEB")).toHaveLength(1);
  });

  it("may have 2,048 characters", () => {
    const longest = `https://app.example/${"x".repeat(2048 - 20)}`;
    expect(check(longest, "WEB")).toEqual([longest]);
    expectRefused(() => check(`${longest}x`, "WEB"), "INVALID_REDIRECT_URL");
  });

  it.each([
    ["WEB", /loopback host\.$/],
    ["MOBILE", /, or a private-use scheme such as com\.example\.app:\/callback\.$/],
  ] as const)("say what a %s application may use", (type, hint) => {
    expect(problemsOf(() => check("x", type))[0]?.message).toMatch(hint);
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
