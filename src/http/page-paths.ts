/** The addresses of the pages that Portico serves itself. */
export const pagePaths = {
  sandbox: "/graphql",
  graphiql: "/graphiql",
  signUp: "/sign-up",
  signIn: "/sign-in",
  stepUp: "/step-up",
  secondFactor: "/second-factor",
  factors: "/second-factors",
  forgottenPassword: "/forgotten-password",
  resetPassword: "/reset-password",
  verifyEmail: "/verify-email",
  moveAddress: "/move-address",
  signedIn: "/signed-in",
  mailbox: "/dev/mailbox",
} as const;
