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
} as const;
