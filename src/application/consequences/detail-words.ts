import type { DetailKey } from "../../domain/client-application/details.js";

/** What people call the details of an application. */
export const detailWords: Readonly<Record<DetailKey, string>> = {
  name: "name",
  description: "description",
  siteUrl: "site URL",
  redirectUrls: "redirect URLs",
};
