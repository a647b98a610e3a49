/**
 * What one operation may hold and ask for. An ordinary screen stays below a tenth of each. Together they keep what runs
 * before it is known who asks below 25 ms, whatever is sent: a limit on bytes alone does not.
 */
export const limits = {
  /** Of the document, in UTF-16 units: each error that is reported in it reads it up to its place. */
  characters: 20_000,
  /** Of the document, for the same reason. */
  lines: 500,
  /** Lexical tokens of the document (GraphQL §2.1.6). */
  tokens: 1_000,
  /** Levels of selections. */
  depth: 15,
  /** Aliased fields, fragments counted where they are used. */
  aliases: 30,
  /** Mutations of one request: each is a transaction, with its mails and its entry in the trail. */
  mutations: 10,
  /** Times that one request may ask for everything that is kept about somebody. */
  exports: 1,
  /** Fields that the answer may hold, pages counted at their full size. */
  cost: 50_000,
  /** Rows of one page of a list: when not said, and at most. */
  pageSize: { usual: 20, max: 100 },
  /** Of each list in the variables or the document. */
  listItems: 100,
  /** Items and fields of all variables together, whatever they nest in. */
  variableEntries: 5_000,
  /** Levels of lists and objects in a variable. No input of the API nests half as deep. */
  variableDepth: 16,
  /** Of the operation's name, in UTF-16 units. */
  nameCharacters: 200,
  /** That are looked for in one document, or in its variables. */
  errors: 20,
} as const;

/** What does more work than to answer with a field that is read already: for each of them, in fields. */
export const dear = {
  /** A transaction, and the work that is queued by it. */
  mutation: 1_000,
  /** A question to other people's name servers. */
  lookUp: 5_000,
  /** A look into the names of a company, and counting its applications. */
  name: 20,
  count: 20,
  /** A page of everything that is kept about somebody. */
  export: 5_000,
  /** A day's usage of one key: its hours and codes, summed up. */
  dayOfUsage: 7,
} as const;

/** How many there usually are in lists without pages: they are counted as if they held so many. */
export const usualLengths = {
  products: 4,
  grants: 3,
  requests: 2,
  coOwners: 3,
  apiKeys: 4,
  apis: 4,
  ownApis: 4,
  embeds: 2,
  othersWithLegalName: 1,
  domainProofs: 1,
  gatewayTokens: 2,
  keyLifetimes: 2,
  deniedByCode: 2,
  ratePlans: 3,
  rateLimits: 2,
  clientApplications: 4,
} as const;
