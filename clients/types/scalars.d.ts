/**
 * What each custom scalar is in TypeScript: the map `scalars` of graphql-codegen, `customScalarTypes` of the Relay
 * compiler. Each travels as JSON has it, and nothing turns a `DateTime` into a `Date` for you.
 */
export declare const scalars: Record<string, string>;
