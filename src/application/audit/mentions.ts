/** How a summary mentions a developer: by the id. */
const developerId = /\bdev_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g;

export function mentionedIn(summary: string): string[] {
  return [...new Set(summary.match(developerId))];
}

/** The summary as people read it; who has no name any more is a former member. */
export function withNames(summary: string, nameOf: (developerId: string) => string | undefined): string {
  return summary.replace(developerId, (id) => nameOf(id) ?? "a former member");
}
