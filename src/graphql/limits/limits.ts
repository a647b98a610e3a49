/** What one operation may ask for. An ordinary screen stays below a tenth of each. */
export const limits = {
  /** Lexical tokens of the document (GraphQL §2.1.6). */
  tokens: 2_000,
  /** Levels of selections. */
  depth: 15,
  /** Aliased fields, fragments counted where they are used. */
  aliases: 30,
  /** Fields that the answer may hold, pages counted at their full size. */
  cost: 50_000,
  /** Rows of one page of a list: when not said, and at most. */
  pageSize: { usual: 20, max: 100 },
} as const;

/** How many there usually are in lists without pages: they are counted as if they held so many. */
export const usualLengths = {
  products: 4,
  grants: 3,
  requests: 2,
  coOwners: 3,
  apiKeys: 4,
  apis: 4,
  embeds: 2,
} as const;
