import { ownPageLinks } from "../../src/http/own-page-links.js";

/** What commands mail with, where no mail is looked at. */
export const mailing = { mail: { enqueue: async () => {} }, links: ownPageLinks("https://portico.example") };
