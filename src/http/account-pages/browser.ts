/** What scripts of the pages use of a browser; they run there, so that each gets it from `globalThis` by itself. */
export interface Element {
  textContent: string;
  value: string;
  type: string;
  hidden: boolean;
  disabled: boolean;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  addEventListener(event: string, listener: (event: { preventDefault(): void }) => void): void;
}

/** WebAuthn level 3 §5.1: options and answers as JSON. */
export interface Browser {
  readonly document: {
    getElementById(id: string): Element;
    querySelectorAll(selector: string): Iterable<Element>;
  };
  readonly location: { assign(url: string): void };
  readonly navigator: {
    readonly credentials: {
      create(options: object): Promise<{ toJSON(): object } | null>;
      get(options: object): Promise<{ toJSON(): object } | null>;
    };
  };
  readonly PublicKeyCredential?: {
    parseCreationOptionsFromJSON?(options: object): object;
    parseRequestOptionsFromJSON?(options: object): object;
  };
}

/** What `/api/auth` answers when it refuses. */
export interface Refusal {
  code?: string;
  message?: string;
}
