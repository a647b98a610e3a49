/**
 * How a summary mentions a developer or an invitation: by the id, between isolates (Unicode UAX #9), which no name that
 * people choose can hold.
 */
export function mention(id: string): string {
  return `\u2068${id}\u2069`;
}

const mentions = /\u2068([^\u2069]*)\u2069/g;

export function mentionedIn(summary: string): string[] {
  return [...new Set([...summary.matchAll(mentions)].map(([, id = ""]) => id))];
}

/**
 * The summary as people read it: developers by name, invitations by address. Who no longer has one is a former member,
 * or for an invitation a colleague.
 */
export function withNames(summary: string, nameOf: (id: string) => string | undefined): string {
  return summary.replace(mentions, (_, id: string) => nameOf(id) ?? fallback(id));
}

function fallback(id: string): string {
  return id.startsWith("inv_") ? "a colleague" : "a former member";
}
