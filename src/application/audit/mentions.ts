/**
 * How a summary mentions a developer: by the id, between isolates (Unicode UAX #9), which no name that people choose
 * can hold.
 */
export function mention(developerId: string): string {
  return `\u2068${developerId}\u2069`;
}

const mentions = /\u2068([^\u2069]*)\u2069/g;

export function mentionedIn(summary: string): string[] {
  return [...new Set([...summary.matchAll(mentions)].map(([, id = ""]) => id))];
}

/** The summary as people read it; who has no name any more is a former member. */
export function withNames(summary: string, nameOf: (developerId: string) => string | undefined): string {
  return summary.replace(mentions, (_, id: string) => nameOf(id) ?? "a former member");
}
