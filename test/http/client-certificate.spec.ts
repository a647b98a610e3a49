import type { X509Certificate } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { type ClientCertificateHeader, clientCertificateBy } from "../../src/http/client-certificate.js";
import { selfSigned } from "../support/certificate.js";

let ledger: X509Certificate;
let mallory: X509Certificate;
beforeAll(() => {
  ledger = selfSigned("/CN=ledger");
  mallory = selfSigned("/CN=mallory");
});

const inDer = ({ raw }: X509Certificate) => ({ "client-cert": `:${raw.toString("base64")}:` });
const inPem = (certificate: X509Certificate) => ({
  "x-client-cert": encodeURIComponent(certificate.toString()),
});

/** Whose certificate is told to a server that trusts a proxy at 10.0.0.1 with this header. */
function told(header: ClientCertificateHeader | undefined, headers: object, peer = "10.0.0.1") {
  const request = { headers, socket: { remoteAddress: peer } } as IncomingMessage;
  const found = clientCertificateBy(["10.0.0.1"], header)(request);
  return found && [found.certificate.subject, found.isVerified];
}

describe("the certificate of a client", () => {
  it("is what a trusted proxy says in its header", () => {
    expect(told("Client-Cert", inDer(ledger))).toEqual(["CN=ledger", false]);
    expect(told("X-Client-Cert", inPem(ledger), "::ffff:10.0.0.1")).toEqual(["CN=ledger", false]);
    const verified = { ...inPem(ledger), "x-client-verify": "SUCCESS" };
    expect(told("X-Client-Cert", verified)).toEqual(["CN=ledger", true]);
  });

  it("is none where no header is named, however much a proxy passes on", () => {
    for (const headers of [inDer(ledger), inPem(ledger)]) expect(told(undefined, headers)).toBeNull();
  });

  it("is none of what callers write into the other header", () => {
    const both = { ...inDer(ledger), ...inPem(mallory) };
    expect(told("X-Client-Cert", both)).toEqual(["CN=mallory", false]);
    expect(told("Client-Cert", both)).toEqual(["CN=ledger", false]);
    expect(told("X-Client-Cert", inDer(ledger))).toBeNull();
    expect(told("Client-Cert", inPem(ledger))).toBeNull();
  });

  it("is none of what others than the proxy say", () => {
    for (const peer of ["10.0.0.2", "::1", ""]) expect(told("Client-Cert", inDer(ledger), peer)).toBeNull();
  });

  it.each([
    ["nothing", ""],
    ["no base64", ":%%%:"],
    ["no certificate", ":AAAA:"],
    ["a broken escape", "%E0%A4%A"],
    ["too much", `:${"A".repeat(20_000)}:`],
  ])("is none when it is %s", (_, value) => {
    expect(told("Client-Cert", { "client-cert": value })).toBeNull();
    expect(told("X-Client-Cert", { "x-client-cert": value })).toBeNull();
  });
});
