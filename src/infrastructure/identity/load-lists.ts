import { publicDomainLists } from "./company-email-domain.js";
import { passwordEstimator } from "./password-strength.js";

/** In ms. */
const untilQuiet = 2_000;

/**
 * What a start does without and the first sign-up would wait for, 0.2 s in all, is loaded once the process has begun to
 * serve. Returns how to stop it.
 */
export function loadListsSoon(): () => void {
  const timer = setTimeout(() => {
    publicDomainLists();
    passwordEstimator();
  }, untilQuiet).unref();
  return () => clearTimeout(timer);
}
