/**
 * What an application, a product, an environment or an access token is called, by its id. Events hold ids; their names
 * are looked up once, where sentences about them are written.
 */
export type NameOf = (id: string) => string;
