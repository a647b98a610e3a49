import { html } from "../html/html.js";
import { pagePaths } from "./page-paths.js";
import type { Page } from "./pages.js";
import { textPage } from "./text-page.js";

const titles: Readonly<Record<number, string>> = {
  404: "Page not found",
  429: "Too many requests",
  500: "Something went wrong",
  503: "Back in a moment",
};

/** An error for whoever looks at it in a browser: what went wrong, what to do, and what to name when reporting it. */
export function errorPage(status: number, message: string, requestId: string): Page {
  return textPage({
    title: titles[status] ?? "This did not work",
    body: html`<p>${message}</p>
<p><a class="button" href="${pagePaths.signedIn}">Go to your session</a></p>
<div class="links"><p>Request <code>${requestId}</code></p></div>`,
  });
}
