import { describe, expect, it } from "@jest/globals";
import { ConfigError, parseConfig, withPort } from "../src/config.js";

const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://portico:pw@db/portico?sslmode=verify-full",
  PUBLIC_URL: "https://portal.example",
  SMTP_URL: "smtps://mail:465",
  MAIL_FROM: "no-reply@portal.example",
  SECRET_KEYS: "k1:AAAA",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
};

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("settings", () => {
  it("need no variable at all to try Portico out", () => {
    expect(parseConfig({})).toMatchObject({
      environment: "development",
      port: 4000,
      host: "127.0.0.1",
      publicUrl: "http://localhost:4000",
      databaseUrl: undefined,
      sampleData: true,
      corsOrigins: [],
      operatorEmails: [],
      workPerAddress: 60_000,
      workPerDeveloper: 120_000,
      lockTimeout: 4_000,
      statementTimeout: 10_000,
      logLevel: "info",
    });
  });

  it("R2 know operators by their mailboxes, however their addresses are written", () => {
    const { operatorEmails } = parseConfig({ OPERATOR_EMAILS: "Ada+ops@BANK.example, bob@bücher.example" });
    expect(operatorEmails).toEqual(["ada@bank.example", "bob@xn--bcher-kva.example"]);
  });

  it("R4 tell which domains are companies', and which are none", () => {
    const { domainRules } = parseConfig({
      DOMAIN_RULES: "allow:BT.com, deny:bücher.example,deny:spam.example",
    });
    expect(domainRules).toEqual({ allow: ["bt.com"], deny: ["xn--bcher-kva.example", "spam.example"] });
    expect(parseConfig({}).domainRules).toEqual({ allow: [], deny: [] });
  });

  it.each([
    ["PORT", "65536", "PORT must be a whole number from 0 to 65535."],
    ["PORT", "4000 ", undefined],
    ["PORT", "0x10", "PORT must be a whole number from 0 to 65535."],
    ["HOST", "http://here", "HOST must be an IP address or a host name without scheme or port."],
    ["PUBLIC_URL", "portal.example", /^PUBLIC_URL must be an http or https origin/],
    ["PUBLIC_URL", "https://portal.example/api", /^PUBLIC_URL must be an http or https origin/],
    ["DATABASE_URL", "mysql://db/portico", /^DATABASE_URL must be a PostgreSQL URL/],
    ["SMTP_URL", "mail:25", /^SMTP_URL must be an SMTP URL/],
    ["REDIS_URL", "http://cache:6379", /^REDIS_URL must be a Redis URL/],
    ["VERIFYING_PROCESSES", "0", /^VERIFYING_PROCESSES must be a whole number from 1/],
    ["SECRET_SCANNING_KEYS_URL", "http://keys.example/", /^SECRET_SCANNING_KEYS_URL must be an https URL/],
    ["MAIL_FROM", "Portico", /^MAIL_FROM must be an address/],
    ["MAIL_FROM", "a@b.example\r\nBcc: c@d.example", /^MAIL_FROM must be an address/],
    ["OPERATOR_EMAILS", "ada@bank.example, bob", /^OPERATOR_EMAILS must be e-mail addresses/],
    ["OPERATOR_EMAILS", "eve@evil.example@bank.example", /^OPERATOR_EMAILS must be e-mail addresses/],
    ["OPERATOR_EMAILS", "eve@127.1", /^OPERATOR_EMAILS must be e-mail addresses/],
    ["DOMAIN_RULES", "bt.com", /^DOMAIN_RULES must be allow:DOMAIN and deny:DOMAIN/],
    ["DOMAIN_RULES", "allow:localhost", /^DOMAIN_RULES must be/],
    ["DOMAIN_RULES", "allow:a@bt.com", /^DOMAIN_RULES must be/],
    ["DOMAIN_RULES", "allow:bt.com, deny:BT.com", /^DOMAIN_RULES must be/],
    ["AUTH_SECRET", "short", "AUTH_SECRET must be at least 32 characters long."],
    ["OIDC_ISSUER", "http://id.example", /OIDC_ISSUER must be an https URL/],
    ["OIDC_AUDIENCE", "portico", "OIDC_ISSUER and OIDC_AUDIENCE must be set together or not at all."],
    ["CORS_ORIGINS", "*", /^CORS_ORIGINS must be http or https origins/],
    ["COOKIE_SITE", "strict", "COOKIE_SITE must be lax or none."],
    ["BRAND_NAME", "two\nlines", /^BRAND_NAME must be 1 to 60 characters/],
    ["BRAND_LOGO_URL", "http://bank.example/logo.svg", /^BRAND_LOGO_URL must be an https URL/],
    ["BRAND_COLOR", "#ffff00", /^BRAND_COLOR must be #rrggbb, dark enough/],
    ["BRAND_COLOR", "red", /^BRAND_COLOR must be #rrggbb/],
    ["PORTAL_URL", "portal", /^PORTAL_URL must be an http or https URL/],
    ["PORTAL_URL", "https://portal.example/?a=b", /^PORTAL_URL must be an http or https URL/],
    [
      "PORTAL_URL",
      "https://elsewhere.example/",
      /^PORTAL_URL must be at PUBLIC_URL or at one of CORS_ORIGINS/,
    ],
    ["COOKIE_SITE", "none", /^COOKIE_SITE=none needs an https PUBLIC_URL/],
    ["TRUSTED_PROXIES", "10.0.0.0/33", /^TRUSTED_PROXIES must be IP addresses or CIDR ranges/],
    ["TRUSTED_PROXIES", "proxy.example", /^TRUSTED_PROXIES must be IP addresses or CIDR ranges/],
    [
      "CLIENT_CERTIFICATE_HEADER",
      "X-Cert",
      /^CLIENT_CERTIFICATE_HEADER must be one of Client-Cert, X-Client-Cert/,
    ],
    ["CLIENT_CERTIFICATE_HEADER", "client-cert", /^CLIENT_CERTIFICATE_HEADER needs TRUSTED_PROXIES/],
    ["WORK_PER_ADDRESS", "59999", "WORK_PER_ADDRESS must be a whole number from 60000 to 1000000000."],
    ["WORK_PER_DEVELOPER", "1e9", "WORK_PER_DEVELOPER must be a whole number from 60000 to 1000000000."],
    ["WORK_PER_DEVELOPER", "1000000000", undefined],
    [
      "APPLICATIONS_PER_PARTNER",
      "0",
      "APPLICATIONS_PER_PARTNER must be a whole number from 1 to 1000000000.",
    ],
    ["SOCKETS_PER_ADDRESS", "0", "SOCKETS_PER_ADDRESS must be a whole number from 1 to 1000000000."],
    ["SOCKETS_PER_DEVELOPER", "many", "SOCKETS_PER_DEVELOPER must be a whole number from 1 to 1000000000."],
    ["SUBSCRIPTIONS_PER_DEVELOPER", "1", undefined],
    ["SAMPLE_DATA", "yes", "SAMPLE_DATA must be true or false."],
    ["LOG_LEVEL", "loud", /^LOG_LEVEL must be one of fatal/],
    ["NODE_ENV", "staging", "NODE_ENV must be one of development, test, production."],
  ])("%s=%j is answered with a sentence that names it", (name, value, sentence) => {
    const [problem] = problemsOf({ [name]: value });
    if (sentence instanceof RegExp) expect(problem).toMatch(sentence);
    else expect(problem).toBe(sentence);
  });

  it("that are wrong are all named at once, and no value is repeated", () => {
    const problems = problemsOf({ PORT: "x", AUTH_SECRET: "hunter2", LOG_LEVEL: "y" });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain("hunter2");
  });

  it("refuse sample data in a database of one's own", () => {
    const env = { DATABASE_URL: "postgres://db/portico" };
    expect(parseConfig(env).sampleData).toBe(false);
    expect(problemsOf({ ...env, SAMPLE_DATA: "true" })[0]).toMatch(/^SAMPLE_DATA can be true only/);
  });

  it.each(["DATABASE_URL", "PUBLIC_URL", "SMTP_URL", "MAIL_FROM", "SECRET_KEYS", "AUTH_SECRET"])(
    "in production must include %s",
    (name) => {
      expect(problemsOf(production)).toEqual([]);
      const [problem] = problemsOf({ ...production, [name]: undefined });
      expect(problem).toMatch(new RegExp(`^${name} must be set when NODE_ENV is production: .+\\.$`));
    },
  );

  it("give a server on any free port the address that it got, unless one was set", () => {
    expect(withPort(parseConfig({ PORT: "0" }), 51234)).toMatchObject({
      port: 51234,
      publicUrl: "http://localhost:51234",
    });
    expect(withPort(parseConfig({ PORT: "0", PUBLIC_URL: "https://portal.example" }), 51234).publicUrl).toBe(
      "https://portal.example",
    );
  });
});

describe("in production", () => {
  it("a process for gateways alone needs the database and the keyring", () => {
    const { NODE_ENV, DATABASE_URL, SECRET_KEYS } = production;
    const forGateways = (env: NodeJS.ProcessEnv) => parseConfig(env, { isForGatewaysAlone: true });
    expect(forGateways({ NODE_ENV, DATABASE_URL, SECRET_KEYS }).environment).toBe("production");
    expect(() => forGateways({ NODE_ENV })).toThrow(
      /^DATABASE_URL must be set.*\nSECRET_KEYS must be set[^\n]*$/,
    );
  });

  it("nothing of somebody else's acts with a session, unless a setting says so", () => {
    expect(parseConfig({}).sandbox).toBe(true);
    expect(parseConfig(production).sandbox).toBe(false);
    expect(parseConfig({ ...production, SANDBOX: "true" }).sandbox).toBe(true);
  });

  it.each([
    ["PUBLIC_URL", "http://portal.example"],
    ["PUBLIC_URL", "http://localhost.portal.example"],
    ["DATABASE_URL", "postgres://portico:pw@db/portico"],
    ["DATABASE_URL", "postgres://portico:pw@db/portico?sslmode=disable"],
    ["DATABASE_URL", "postgres://portico:pw@db/portico?sslmode=no-verify"],
    ["DATABASE_URL", "postgres://portico:pw@db/portico?ssl=0"],
    ["DATABASE_URL", "postgres://portico:pw@db/portico?uselibpqcompat=true&sslmode=require"],
    ["DATABASE_URL", "postgres://portico:pw@localhost/portico?host=db"],
    ["SMTP_URL", "smtp://mail:25"],
    ["SMTP_URL", "smtp://mail:25?requireTLS=false"],
    ["REDIS_URL", "redis://:pw@cache:6379"],
    ["REDIS_URL", "redis://:pw@cache:6379?requireTLS=true"],
  ])("%s may not be %s: it would travel in clear", (name, value) => {
    const problems = problemsOf({ ...production, [name]: value });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name} must .+ travel in clear`))]);
  });

  it.each([
    { PUBLIC_URL: "http://localhost:4000" },
    { PUBLIC_URL: "http://127.0.0.1:4000" },
    { PUBLIC_URL: "http://[::1]:4000" },
    { DATABASE_URL: "postgres://portico:pw@db/portico?ssl=true" },
    { DATABASE_URL: "postgres://portico:pw@db/portico?sslmode=require" },
    { DATABASE_URL: "postgres://portico:pw@db/portico?uselibpqcompat=true&sslmode=verify-full" },
    { DATABASE_URL: "postgres://portico:pw@db/portico", DATABASE_WITHOUT_TLS: "true" },
    { DATABASE_URL: "postgres://portico:pw@127.0.0.1/portico" },
    { DATABASE_URL: "postgres://portico:pw@db/portico?host=/var/run/postgresql" },
    { SMTP_URL: "smtp://mail:587?requireTLS=true" },
    { SMTP_URL: "smtp://localhost:25" },
    { REDIS_URL: "rediss://:pw@cache:6379" },
    { REDIS_URL: "redis://127.0.0.1:6379/1" },
    { REDIS_URL: "redis://cache:6379", REDIS_WITHOUT_TLS: "true" },
    { SMTP_URL: "smtp://mail:25", SMTP_WITHOUT_TLS: "true" },
  ])("%j is allowed", (settings) => {
    expect(problemsOf({ ...production, ...settings })).toEqual([]);
  });

  it("METRICS_TOKEN is no short one", () => {
    expect(problemsOf({ ...production, METRICS_TOKEN: "short" })).toHaveLength(1);
  });
});
