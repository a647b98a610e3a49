import { Window } from "happy-dom";
import NodeItself from "./environment.js";

/** What Node.js has as well, but elements want that of their own document. */
const ofTheDocument = new Set(["navigator", "FormData"]);

/** One for all spec files of a worker, as the modules that know it are loaded once. */
const page = new Window({
  url: "https://portal.example/",
  width: 1280,
  height: 800,
  settings: { disableComputedStyleRendering: true },
});

// It knows no fonts, which a text area waits for.
page.document.fonts = new EventTarget();

/** A page that waits for news of others keeps no worker from its end. */
class QuietChannel extends BroadcastChannel {
  constructor(name) {
    super(name);
    this.unref();
  }
}

/**
 * For spec files that begin with `@jest-environment ./test/support/jest/document.js`: what a page in a browser has is there
 * as well, and gone when the file has ended. What Node.js itself has stays as it is.
 */
export default class InDocument extends NodeItself {
  #before = new Map();

  async setup() {
    await super.setup();
    for (const name of namesOf(page)) {
      if (name in globalThis && !ofTheDocument.has(name)) continue;
      const value = page[name];
      this.#define(name, isMethod(value) ? value.bind(page) : value);
    }
    this.#define("window", page);
    this.#define("BroadcastChannel", QuietChannel);
    this.#define("IS_REACT_ACT_ENVIRONMENT", true);
  }

  async teardown() {
    await page.happyDOM.abort();
    page.document.body.replaceChildren();
    page.localStorage.clear();
    for (const [name, descriptor] of this.#before) {
      delete globalThis[name];
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    }
    await super.teardown();
  }

  #define(name, value) {
    this.#before.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

function namesOf(object) {
  if (object === null || object === Object.prototype) return [];
  return [...new Set([...Object.getOwnPropertyNames(object), ...namesOf(Object.getPrototypeOf(object))])];
}

/** A function that is no class. */
const isMethod = (value) => typeof value === "function" && !/^[A-Z]/.test(value.name);
