import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate that vouches for itself; `subject` as OpenSSL takes it. */
export function selfSigned(subject: string): X509Certificate {
  const folder = mkdtempSync(join(tmpdir(), "portico-mtls-"));
  const [key, certificate] = ["key.pem", "cert.pem"].map((file) => join(folder, file)) as [string, string];
  const options = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj";
  const files = ["-keyout", key, "-out", certificate];
  execFileSync("openssl", [...options.split(" "), subject, ...files], { stdio: "ignore" });
  const made = new X509Certificate(readFileSync(certificate));
  rmSync(folder, { recursive: true });
  return made;
}
