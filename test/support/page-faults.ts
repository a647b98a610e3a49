import type { Page } from "playwright-core";

/** What a page does that none may: errors at its console, and requests to anybody but its own origin. */
export function pageFaults(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error}`));
  page.on("console", (message) => {
    // A form that is refused is answered with its status, which the console tells as well.
    const isRefusal = /the server responded with a status of 4\d\d/.test(message.text());
    if (message.type() === "error" && !isRefusal) faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== origin) faults.push(`${page.url()} asks ${url.origin}`);
  });
  return faults;
}
