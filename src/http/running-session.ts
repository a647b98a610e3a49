import type { Browser, Element, Refusal } from "./account-pages/browser.js";

export interface SessionBar {
  readonly secondFactor: string;
  /** Where the person is led back to. */
  readonly here: string;
}

interface Dialog extends Element {
  showModal(): void;
  close(): void;
}

interface Payload {
  readonly value: string | null;
  readonly userErrors: readonly { readonly message: string }[];
}

interface GraphqlAnswer<Data> extends Refusal {
  readonly data?: Data | null;
  readonly errors?: { message: string; extensions?: { code?: string; stepUp?: { url: string } } }[];
}

/**
 * What the bar does. `sendToken` gets a token that is to go with every request; without it, that is not offered. Runs in the
 * browser, so it uses nothing from outside itself.
 */
export function runningSession(
  { secondFactor, here }: SessionBar,
  sendToken: ((token: string) => void) | null,
): void {
  const browser = globalThis as unknown as Browser & {
    location: { reload(): void };
    navigator: { clipboard?: { writeText(text: string): Promise<void> } };
  };
  const element = (id: string): Element => browser.document.getElementById(id);
  const dialog = (id: string): Dialog => element(id) as Dialog;
  const init = {
    method: "POST",
    credentials: "same-origin" as const,
    // Under a page's policy, no-referrer, browsers would send the origin "null".
    referrerPolicy: "strict-origin" as const,
    headers: { "content-type": "application/json" },
  };
  const post = (path: string, body: object) => fetch(path, { ...init, body: JSON.stringify(body) });

  async function showWho(): Promise<void> {
    let email: string | null = null;
    try {
      const answer = (await (await post("/graphql", { query: "{ me { email } }" })).json()) as GraphqlAnswer<{
        me: { email: string } | null;
      }>;
      email = answer.data?.me?.email ?? null;
      element("who").textContent = email ? `Signed in as ${email}` : "Nobody is signed in";
    } catch {
      element("who").textContent = "The server does not answer";
    }
    for (const id of ["sign-in", "sign-up"]) element(id).hidden = email !== null;
    for (const id of ["sign-out", "get-token"]) element(id).hidden = email === null;
  }

  const click = (id: string, work: () => void) => element(id).addEventListener("click", work);

  /** Carries out what the pressed button says, unless that is to cancel; the dialog stays while something is wrong. */
  function onSubmit(id: string, refusal: Element, work: (pressed: string) => Promise<string | null>): void {
    const form = element(id).querySelector("form");
    form.addEventListener("submit", async (event) => {
      const { submitter } = event;
      if (!submitter || submitter.value === "cancel") return;
      event.preventDefault();
      refusal.textContent = "";
      submitter.disabled = true;
      try {
        refusal.textContent = (await work(submitter.value)) ?? "";
      } catch {
        refusal.textContent = "The server does not answer. Please try again.";
      }
      submitter.disabled = false;
    });
  }

  async function signIn(): Promise<string | null> {
    const [email, password] = [element("email").value, element("password").value];
    const response = await post("/api/auth/sign-in/email", { email, password });
    const answer = (await response.json()) as Refusal & { twoFactorRedirect?: boolean };
    if (!response.ok) return answer.message ?? "It did not work. Please try again.";
    if (answer.twoFactorRedirect) browser.location.assign(secondFactor);
    // What the page holds was asked for by nobody.
    else browser.location.reload();
    return null;
  }

  async function makeToken(): Promise<string | null> {
    const query = `mutation ($input: CreateAccessTokenInput!) {
      createAccessToken(input: $input) { value userErrors { message } }
    }`;
    const input = {
      name: element("token-name").value,
      scopes: element("token-scopes").value.split(" "),
      expiresInDays: Number(element("token-days").value),
    };
    const answer = (await (await post("/graphql", { query, variables: { input } })).json()) as GraphqlAnswer<{
      createAccessToken: Payload | null;
    }>;
    const [error] = answer.errors ?? [];
    const { url } = error?.extensions?.stepUp ?? {};
    if (url) browser.location.assign(`${url}?callbackURL=${encodeURIComponent(here)}`);
    if (error) return error.message;
    const { value = null, userErrors = [] } = answer.data?.createAccessToken ?? {};
    if (value === null) return userErrors.map(({ message }) => message).join(" ");
    element("token-value").textContent = value;
    showToken(true);
    return null;
  }

  function showToken(isMade: boolean): void {
    for (const id of ["token-wanted", "token-make"]) element(id).hidden = isMade;
    for (const id of ["token-made", "token-copy"]) element(id).hidden = !isMade;
    element("token-use").hidden = !isMade || sendToken === null;
  }

  click("sign-in", () => dialog("signing-in").showModal());
  onSubmit("signing-in", element("sign-in-refusal"), signIn);
  click("sign-out", async () => {
    await post("/api/auth/sign-out", {});
    browser.location.reload();
  });
  click("get-token", () => {
    showToken(false);
    dialog("getting-token").showModal();
  });
  onSubmit("getting-token", element("token-refusal"), async (pressed) => {
    if (pressed === "make") return makeToken();
    const token = element("token-value").textContent;
    if (pressed === "use") sendToken?.(token);
    else await browser.navigator.clipboard?.writeText(token);
    dialog("getting-token").close();
    return null;
  });
  showWho();
}
