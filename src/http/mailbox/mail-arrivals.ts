/** Opens the page again as soon as its newest mail is another. Runs in the browser. */
export function mailArrivals({
  newest,
  everyMs,
}: {
  readonly newest: string;
  readonly everyMs: number;
}): void {
  const browser = globalThis as unknown as {
    document: { readonly hidden: boolean; getElementById(id: string): { hidden: boolean } };
    location: { readonly href: string; reload(): void };
  };
  browser.document.getElementById("is-fresh").hidden = false;

  async function look(): Promise<void> {
    if (browser.document.hidden) return;
    const response = await fetch(browser.location.href);
    if (response.ok && !(await response.text()).includes(newest)) browser.location.reload();
  }

  setInterval(() => void look().catch(() => {}), everyMs);
}
