export type * from "./generated/schema.js";
export { scalars } from "./scalars.js";

/** The object types of each interface, by its name: what caches need to match fragments. */
export declare const possibleTypes: Record<string, string[]>;
