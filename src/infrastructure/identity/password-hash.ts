import { hash, verify } from "@node-rs/argon2";

/** Argon2id with 19 MiB, 2 passes, 1 lane: OWASP's first choice (RFC 9106 for the algorithm); 15 ms of one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Passwords as better-auth wants them. Unicode is normalised (NFKC, NIST SP 800-63B §3.1.1.2), so that a password
 * works from every keyboard.
 */
export const passwordHash = {
  hash: (password: string): Promise<string> => hash(password.normalize("NFKC"), cost),
  verify: (data: { hash: string; password: string }): Promise<boolean> =>
    verify(data.hash, data.password.normalize("NFKC")),
};
