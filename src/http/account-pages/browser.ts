/** What scripts of the pages use of a browser; they run there, so that each gets it from `globalThis` by itself. */
export interface Element {
  textContent: string;
  ariaLabel: string;
  innerHTML: string;
  value: string;
  href: string;
  src: string;
  type: string;
  hidden: boolean;
  disabled: boolean;
  focus(): void;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  append(...children: (Element | string)[]): void;
  replaceChildren(...children: Element[]): void;
  querySelector(selector: string): Element;
  addEventListener(event: string, listener: (event: SubmitEvent) => void): void;
}

export interface SubmitEvent {
  readonly submitter?: Element | null;
  preventDefault(): void;
}

/** WebAuthn level 3 §5.1: options and answers as JSON. */
export interface Browser {
  readonly document: {
    getElementById(id: string): Element;
    querySelectorAll(selector: string): Iterable<Element>;
    createElement(name: string): Element;
  };
  readonly location: { assign(url: string): void; href: string };
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

/** better-auth answers `code` and `message`; the server in front of it has the `errors` of GraphQL. */
export interface Refusal {
  code?: string;
  message?: string;
  errors?: { message: string }[];
}
