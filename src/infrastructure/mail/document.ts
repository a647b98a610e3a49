/**
 * What a mail says, written once and rendered as HTML and as text. Every string is plain text from anywhere, also
 * from users: the renderers escape it and keep it on one line.
 */
export interface MailDocument {
  readonly subject: string;
  readonly title: string;
  /** Who is greeted; left out where the name is not known. */
  readonly recipient?: string;
  readonly blocks: readonly MailBlock[];
}

export type MailBlock =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "button"; readonly label: string; readonly url: string };

export const paragraph = (text: string): MailBlock => ({ kind: "paragraph", text });
export const list = (items: readonly string[]): MailBlock => ({ kind: "list", items });

/** Throws TypeError when `url` is not an absolute http(s) URL. The link is the same in both renderings. */
export function button(label: string, url: string): MailBlock {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw new TypeError("A mail links only to http(s) URLs.");
  return { kind: "button", label, url: parsed.href };
}

/** Where the mail went to an address that somebody else may have typed. */
export const notYou = paragraph(
  "If this was not you, there is nothing you need to do: just delete this e-mail.",
);
