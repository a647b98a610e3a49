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
  leakedKey: "/leaked-key",
  mailbox: "/dev/mailbox",
} as const;

/** Where the pages of the portal that is served here are, below its URL. */
export const ownPortalPaths = {
  application: "/applications/",
  accessRequests: "/operator/access-requests",
  joinRequests: "/company/join-requests",
} as const;

/** The portal finds out itself what it shows at these, and at what is below the last ones. */
export const ownPortalPages = [
  "/",
  "/welcome",
  "/applications",
  "/catalogue",
  "/profile",
  "/company",
] as const;
export const ownPortalFolders = ["/applications/", "/company/", "/operator/"] as const;
