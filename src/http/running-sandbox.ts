import type { Browser, Element } from "./account-pages/browser.js";

export interface Sandbox {
  /** Where Apollo's script is. */
  readonly script: string;
  /** Whose messages tell that the frame lives. */
  readonly frameOrigin: string;
  readonly operations: readonly string[];
  readonly config: object;
  /** How long it may take, in milliseconds, before people are told of what there is besides. */
  readonly patience: number;
}

interface Tab extends Element {
  setAttribute(name: string, value: string): void;
  scrollIntoView(options: object): void;
}

/**
 * Opens Apollo Sandbox with the first operation, and another with each tab; says so when it does not open in time. Runs in the
 * browser, so it uses nothing from outside itself. Returns what sends a token with every request from then on.
 */
export function runningSandbox({ script, frameOrigin, operations, config, patience }: Sandbox) {
  interface Embedded {
    dispose(): void;
  }
  const browser = globalThis as unknown as Browser & {
    document: { head: Element };
    location: { href: string };
    EmbeddedSandbox: new (options: object) => Embedded;
    addEventListener(type: "message", listener: (event: { origin: string }) => void): void;
  };
  const element = (id: string) => browser.document.getElementById(id) as Tab;
  // As this page was reached, since a cookie of localhost is not sent to 127.0.0.1.
  const initialEndpoint = new URL("/graphql", browser.location.href).href;
  const initialSubscriptionEndpoint = initialEndpoint.replace(/^http/, "ws");
  let shown = 0;
  let sharedHeaders: Record<string, string> = {};
  let isLoaded = false;
  let embedded: Embedded | undefined;
  let timer: ReturnType<typeof setTimeout>;

  const say = (id: "opening" | "unreachable" | null) => {
    for (const each of ["opening", "unreachable"]) element(each).hidden = each !== id;
  };

  function open(): void {
    clearTimeout(timer);
    timer = setTimeout(() => say("unreachable"), patience);
    if (!isLoaded) return;
    say("opening");
    embedded?.dispose();
    element("sandbox").replaceChildren();
    const initialState = {
      document: operations[shown],
      includeCookies: true,
      pollForSchemaUpdates: false,
      sharedHeaders,
    };
    embedded = new browser.EmbeddedSandbox({
      ...config,
      initialState,
      initialEndpoint,
      initialSubscriptionEndpoint,
      target: "#sandbox",
    });
  }

  function show(index: number): void {
    shown = (index + operations.length) % operations.length;
    operations.forEach((_, each) => {
      element(`tab-${each}`).setAttribute("aria-selected", String(each === shown));
      element(`tab-${each}`).setAttribute("tabindex", each === shown ? "0" : "-1");
    });
    element(`tab-${shown}`).scrollIntoView({ block: "nearest", inline: "nearest" });
    open();
  }

  browser.addEventListener("message", ({ origin }) => {
    if (origin !== frameOrigin) return;
    clearTimeout(timer);
    say(null);
  });
  operations.forEach((_, each) => {
    const tab = element(`tab-${each}`);
    tab.addEventListener("click", () => show(each));
    tab.addEventListener("keydown", (event) => {
      const { key } = event as unknown as { key: string };
      const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
      if (!step) return;
      show(each + step);
      element(`tab-${shown}`).focus();
    });
  });
  const loading = browser.document.createElement("script") as Element & { onerror(): void; onload(): void };
  loading.src = script;
  loading.onerror = () => {
    clearTimeout(timer);
    say("unreachable");
  };
  loading.onload = () => {
    isLoaded = true;
    open();
  };
  browser.document.head.append(loading);
  show(0);
  return (token: string) => {
    sharedHeaders = { Authorization: `Bearer ${token}` };
    open();
  };
}
