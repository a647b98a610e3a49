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

const toSession = html`<p><a class="button" href="${pagePaths.signedIn}">Go to your session</a></p>`;
const backToApplication = html`<p>Go back to the application that sent you here, and begin again.</p>`;

export interface ErrorPage {
  readonly status: number;
  readonly message: string;
  /** "" where it is not known. */
  readonly requestId: string;
  /** An institution's customers are led nowhere: developers' pages are none of theirs. */
  readonly isForCustomers?: boolean;
}

/** An error for whoever looks at it in a browser: what went wrong, what to do, and what to name when reporting it. */
export function errorPage({ status, message, requestId, isForCustomers = false }: ErrorPage): Page {
  return textPage({
    title: titles[status] ?? "This did not work",
    body: html`<p>${message}</p>
${isForCustomers ? backToApplication : toSession}
${requestId === "" ? "" : html`<div class="links"><p>Request <code>${requestId}</code></p></div>`}`,
  });
}
