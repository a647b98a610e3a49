/** Hands out the ids of new parts; passed in, since the domain knows no randomness. */
export type NewId = (prefix: "app" | "grt" | "key") => string;
