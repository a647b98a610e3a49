import type { Browser, Element, Refusal } from "./browser.js";

/** What the page of second factors does. Runs in the browser. */
export function managingFactors({
  signIn,
  stepUp,
}: {
  readonly signIn: string;
  readonly stepUp: string;
}): void {
  const browser = globalThis as unknown as Browser;
  const element = (id: string): Element => browser.document.getElementById(id);
  const refusal = element("refusal");

  async function call<T>(path: string, body?: object): Promise<T | null> {
    refusal.textContent = "";
    const init = {
      method: "POST",
      headers: { "content-type": "application/json" },
      // As in submitting.ts: browsers would send the origin "null".
      referrerPolicy: "strict-origin" as const,
    };
    try {
      const response = await fetch(`/api/auth${path}`, body && { ...init, body: JSON.stringify(body) });
      const answer = (await response.json().catch(() => ({}))) as T & Refusal;
      if (response.ok) return answer;
      if (answer.code === "STEP_UP_REQUIRED") browser.location.assign(stepUp);
      const wait = response.headers.get("retry-after") ?? response.headers.get("x-retry-after");
      refusal.textContent =
        response.status === 429 && !answer.code
          ? `Too many attempts. Please try again in ${wait ?? 60} seconds.`
          : (answer.message ?? answer.errors?.[0]?.message ?? "It did not work. Please try again.");
    } catch {
      refusal.textContent = "The server does not answer. Please try again.";
    }
    return null;
  }

  function onSubmit(id: string, work: (value: string, pressed: string) => Promise<void>): void {
    const form = element(id);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const input = form.querySelector("input");
      await work(input.value, event.submitter?.value ?? "");
      input.value = "";
    });
  }

  async function show(): Promise<void> {
    const session = await call<{ user: { email: string; twoFactorEnabled?: boolean } } | null>(
      "/get-session",
    );
    if (!session?.user) return browser.location.assign(signIn);
    element("who").textContent = `Signed in as ${session.user.email}.`;
    element("app-off").hidden = session.user.twoFactorEnabled === true;
    element("app-on").hidden = session.user.twoFactorEnabled !== true;
    element("app-new").hidden = true;
    await showPasskeys();
  }

  async function showPasskeys(): Promise<void> {
    const passkeys = (await call<{ id: string; name?: string }[]>("/passkey/list-user-passkeys")) ?? [];
    element("no-passkeys").hidden = passkeys.length > 0;
    const items = passkeys.map(({ id, name }) => {
      const item = browser.document.createElement("li");
      const button = browser.document.createElement("button");
      button.type = "button";
      button.textContent = "Remove";
      button.ariaLabel = `Remove ${name || "passkey"}`;
      button.addEventListener("click", async () => {
        if (await call("/passkey/delete-passkey", { id })) await showPasskeys();
      });
      const label = browser.document.createElement("span");
      label.textContent = name || "Passkey";
      item.append(label, button);
      return item;
    });
    element("passkeys").replaceChildren(...items);
  }

  onSubmit("app-off", async (password) => {
    const made = await call<{ totpURI: string; qrCode: string; backupCodes: string[] }>(
      "/two-factor/enable",
      { password },
    );
    if (!made) return;
    element("app-qr").src = made.qrCode;
    const secret = /secret=([A-Z2-7]+)/.exec(made.totpURI)?.[1] ?? "";
    element("app-key").textContent = secret.replace(/(.{4})(?=.)/g, "$1 ");
    element("app-link").href = made.totpURI;
    element("app-codes").textContent = made.backupCodes.join("\n");
    element("app-off").hidden = true;
    element("app-new").hidden = false;
  });
  onSubmit("app-confirm", async (code) => {
    if (await call("/two-factor/verify-totp", { code: code.replace(/\s/g, "") })) await show();
  });
  onSubmit("app-on", async (password, pressed) => {
    if (pressed === "remove") {
      if (await call("/two-factor/disable", { password })) await show();
      return;
    }
    const made = await call<{ backupCodes: string[] }>("/two-factor/generate-backup-codes", { password });
    if (made) element("new-codes").textContent = made.backupCodes.join("\n");
  });
  onSubmit("passkey-new", async (name) => {
    const parse = browser.PublicKeyCredential?.parseCreationOptionsFromJSON?.bind(
      browser.PublicKeyCredential,
    );
    if (!parse) {
      refusal.textContent = "This browser cannot make passkeys.";
      return;
    }
    const options = await call<object>("/passkey/generate-register-options");
    if (!options) return;
    try {
      const credential = await browser.navigator.credentials.create({ publicKey: parse(options) });
      const made = await call("/passkey/verify-registration", { response: credential?.toJSON(), name });
      if (made) await showPasskeys();
    } catch {
      refusal.textContent = "No passkey was made. Please try again.";
    }
  });
  void show();
}
