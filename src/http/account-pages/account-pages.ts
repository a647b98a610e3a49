import type { FastifyPluginAsync } from "fastify";
import { type Field, type Form, formPage } from "./form.js";
import { escaped, sendAccountPage } from "./layout.js";

export interface AccountPagesOptions {
  /** Where mails are read when none leaves the machine. */
  readonly mailboxUrl?: string | undefined;
}

interface Query {
  readonly email?: string;
  readonly token?: string;
  readonly callbackURL?: string;
}

const email = (value = ""): Field => ({
  name: "email",
  label: "Company e-mail address",
  type: "email",
  autocomplete: "username",
  value,
});
const password = (autocomplete: string, name = "password"): Field => ({
  name,
  label: autocomplete === "new-password" ? "Password (10 to 128 characters)" : "Password",
  type: "password",
  autocomplete,
});

/** Signing up and in for those who have no portal front end before Portico. */
export function accountPages({ mailboxUrl }: AccountPagesOptions): FastifyPluginAsync {
  const look = mailboxUrl ? `Open it in <a href="${mailboxUrl}">the mailbox</a>.` : "Open the link in it.";

  const signUp = (address = ""): Form => ({
    title: "Sign up",
    fields: [email(address), password("new-password")],
    button: "Sign up",
    endpoint: "/api/auth/sign-up/email",
    constants: { callbackURL: "/signed-in" },
    onSuccess: { say: `We have sent you a mail. ${look}` },
    links: 'Signed up already? <a href="/sign-in">Sign in</a>.',
  });
  const signIn: Form = {
    title: "Sign in",
    fields: [email(), password("current-password")],
    button: "Sign in",
    endpoint: "/api/auth/sign-in/email",
    onSuccess: { goTo: "/signed-in" },
    refusals: {
      EMAIL_NOT_VERIFIED:
        "Your address is not confirmed yet. We have sent you the mail again; open the link in it.",
    },
    links: '<a href="/sign-up">Sign up</a> · <a href="/forgotten-password">Forgotten your password?</a>',
  };
  const forgotten: Form = {
    title: "Forgotten password",
    fields: [email()],
    button: "Send me a link",
    endpoint: "/api/auth/request-password-reset",
    constants: { redirectTo: "/reset-password" },
    onSuccess: { say: `If the address is registered, there is a mail with a link now. ${look}` },
    links: '<a href="/sign-in">Sign in</a>',
  };
  const reset = (token = ""): Form => ({
    title: "New password",
    fields: [password("new-password", "newPassword")],
    button: "Change the password",
    endpoint: "/api/auth/reset-password",
    constants: { token },
    onSuccess: {
      say: 'Your password is changed, and you are signed out everywhere. <a href="/sign-in">Sign in</a>.',
    },
    refusals: { INVALID_TOKEN: "This link has expired or was used before. Ask for a new one." },
    links: '<a href="/forgotten-password">Ask for a new link</a>',
  });

  return async (app) => {
    app.get<{ Querystring: Query }>("/sign-up", async ({ query }, reply) =>
      sendAccountPage(reply, formPage(signUp(query.email))),
    );
    app.get("/sign-in", async (_request, reply) => sendAccountPage(reply, formPage(signIn)));
    app.get("/forgotten-password", async (_request, reply) => sendAccountPage(reply, formPage(forgotten)));
    app.get<{ Querystring: Query }>("/reset-password", async ({ query }, reply) =>
      sendAccountPage(reply, formPage(reset(query.token))),
    );
    app.get<{ Querystring: Query }>("/verify-email", async ({ query }, reply) =>
      sendAccountPage(reply, verification(query)),
    );
  };
}

/** A person must press the button: programs that open every link of a mail to look for harm confirm nothing. */
function verification({ token = "", callbackURL = "/signed-in" }: Query) {
  const body = `<p>Confirm that this e-mail address is yours. This also signs this browser in.</p>
<form method="get" action="/api/auth/verify-email">
<input type="hidden" name="token" value="${escaped(token)}">
<input type="hidden" name="callbackURL" value="${escaped(callbackURL)}">
<button>Confirm the address</button>
</form>`;
  return { title: "Confirm your e-mail address", body };
}
