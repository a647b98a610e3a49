import { errors } from "oidc-provider";

/** A refusal that RFC 6749 has no code for, with its own status. */
class Refusal extends errors.OIDCProviderError {
  override readonly error_description: string;
  constructor(status: number, code: string, description: string) {
    super(status, code);
    this.error_description = description;
    this.expose = true;
  }
}

/** Too many wrong secrets came from there. */
export const slowDown = (seconds: number) =>
  new Refusal(429, "slow_down", `Too many wrong client secrets came from here. Try again in ${seconds} s.`);

/** RFC 6749 §4.1.2.1. */
export const unavailable = () =>
  new Refusal(503, "temporarily_unavailable", "The database is away for the moment. Try again in a second.");
