/**
 * What an application, a product, an environment or an access token is called, by its id: now, or before the transaction
 * that the events are of. Events hold ids; their names are looked up once, where sentences about them are written.
 */
export type NameOf = (id: string, when?: "now" | "before") => string;
