export interface StartupFacts {
  readonly publicUrl: string;
  /** False when mails are really sent. */
  readonly hasMailbox: boolean;
  /** Where the embedded database keeps its data; absent with a database of one's own. */
  readonly dataDir?: string;
}

/** What `npm start` prints once it serves: where things are, and how to sign in. */
export function startupText({ publicUrl, hasMailbox, dataDir }: StartupFacts): string {
  const mails = hasMailbox ? `\n    Mailbox         ${publicUrl}/dev/mailbox` : "";
  const data = dataDir ? `\n    Data            ${dataDir}` : "";
  const openMail = hasMailbox
    ? `Open the mail in ${publicUrl}/dev/mailbox and follow its link to choose a password:
       that verifies the address and signs this browser in.`
    : "Open the mail that you get and follow its link to choose a password: that verifies the address and signs the browser in.";
  return `
  Portico is running.

    Portal          ${publicUrl}
    API             ${publicUrl}/graphql
    Apollo Sandbox  ${publicUrl}/graphql   (in a browser)
    GraphiQL        ${publicUrl}/graphiql  (the same without internet)${mails}${data}

  First steps

    1. Sign up. Any address at a company's domain will do${hasMailbox ? "; no mail leaves this machine" : ""}.
       Open ${publicUrl}/sign-up, or:

       curl ${publicUrl}/api/auth/sign-up/email \\
         -H 'content-type: application/json' \\
         -d '{"email":"you@your-company.example"}'

    2. ${openMail}

    3. Open ${publicUrl} in the same browser: complete your profile, and create an application.

    4. Call an API with your key, as the page of the application shows it:

       npx portico sample-api
       curl -H 'API-Key: ptc_key_development_…' http://localhost:4010/accounts

  Ctrl-C stops it.
`;
}
