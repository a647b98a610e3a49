export interface Submission {
  readonly endpoint: string;
  readonly constants: Readonly<Record<string, string>>;
  /** The page that follows; null: the page's own element `done` takes the form's place. */
  readonly goTo: string | null;
  /** The page that asks for a second factor, where one may be asked for. */
  readonly secondFactor: string | null;
  readonly refusals: Readonly<Record<string, string>>;
}

/** Posts the page's form as JSON and says what came of it. Runs in the browser, so it uses nothing from outside itself. */
export function submitting({ endpoint, constants, goTo, secondFactor, refusals }: Submission): void {
  interface Element {
    textContent: string;
    hidden: boolean;
    disabled: boolean;
    focus(): void;
    querySelector(selector: string): Element;
    addEventListener(event: string, listener: (event: { preventDefault(): void }) => void): void;
  }
  /** better-auth answers `code` and `message`; the server in front of it has the `errors` of GraphQL. */
  interface Refusal {
    code?: string;
    message?: string;
    errors?: { message: string }[];
  }
  const browser = globalThis as unknown as {
    document: { getElementById(id: string): Element };
    location: { assign(url: string): void };
    FormData: new (form: Element) => Iterable<[string, string]>;
  };
  const form = browser.document.getElementById("form");
  const refusal = browser.document.getElementById("refusal");
  const button = form.querySelector("button");

  async function sentenceFor(response: Response): Promise<string> {
    const wait = response.headers.get("retry-after") ?? response.headers.get("x-retry-after");
    const { code = "", message, errors } = (await response.json().catch(() => ({}))) as Refusal;
    if (response.status === 429 && (!code || code === "RATE_LIMITED"))
      return `Too many attempts. Please try again in ${wait ?? 60} seconds.`;
    return refusals[code] ?? message ?? errors?.[0]?.message ?? "It did not work. Please try again.";
  }

  async function isHalfSignedIn(response: Response): Promise<boolean> {
    const answer = (await response.json().catch(() => ({}))) as { twoFactorRedirect?: boolean };
    return answer.twoFactorRedirect === true;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    refusal.textContent = "";
    try {
      const response = await fetch(endpoint, {
        method: "POST",
        // Under the page's own policy, no-referrer, browsers would send the origin "null", which is refused.
        referrerPolicy: "strict-origin",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...Object.fromEntries(new browser.FormData(form)), ...constants }),
      });
      if (!response.ok) refusal.textContent = await sentenceFor(response);
      else if (secondFactor !== null && (await isHalfSignedIn(response)))
        browser.location.assign(secondFactor);
      else if (goTo !== null) browser.location.assign(goTo);
      else {
        const done = browser.document.getElementById("done");
        form.hidden = true;
        done.hidden = false;
        done.focus();
      }
    } catch {
      refusal.textContent = "The server does not answer. Please try again.";
    }
    button.disabled = false;
  });
}
