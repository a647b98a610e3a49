/** A customer's browser, as far as signing in and consenting takes one. */
export class Customer {
  private readonly cookies: { name: string; value: string; path: string; origin: string }[] = [];

  /** `others`: origins that are not the client's either. */
  constructor(private readonly others: readonly string[] = []) {}

  /** Where an address leads in the end: the first that is another origin's, or a page. */
  async opens(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ url: string; response: Response | null }> {
    const own = new Set([new URL(url).origin, ...this.others]);
    let next = url;
    let sent = form;
    for (let hops = 0; hops < 10; hops += 1) {
      if (!own.has(new URL(next).origin)) return { url: next, response: null };
      const response = await this.send(next, sent);
      sent = undefined;
      const location = response.headers.get("location");
      if (!location) return { url: next, response };
      next = new URL(location, next).href;
    }
    throw new Error(`${url} leads nowhere.`);
  }

  /** The names and values of the cookies that the browser has. */
  kept(): [name: string, value: string][] {
    return this.cookies.map(({ name, value }) => [name, value]);
  }

  private async send(url: string, form?: Record<string, string>): Promise<Response> {
    const { pathname, origin } = new URL(url);
    const cookie = this.cookies
      .filter((each) => each.origin === origin)
      .filter(({ path }) => pathname === path || pathname.startsWith(`${path.replace(/\/$/, "")}/`))
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
    const response = await fetch(url, {
      method: form ? "POST" : "GET",
      headers: { cookie, accept: "text/html", ...(form && { origin }) },
      redirect: "manual",
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line, origin);
    return response;
  }

  private keep(line: string, origin: string): void {
    const [pair = "", ...attributes] = line.split("; ");
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? "/";
    const at = this.cookies.findIndex(
      (each) => each.name === name && each.path === path && each.origin === origin,
    );
    if (at >= 0) this.cookies.splice(at, 1);
    if (value) this.cookies.push({ name, value, path, origin });
  }

  /** Signs in as this sample customer and allows what is asked for; gives where the client is told so. */
  async allows(url: string, customer = "sample:anna"): Promise<URL> {
    let at = await this.opens(url);
    for (let pages = 0; pages < 3 && at.response; pages += 1) {
      const text = await at.response.text();
      if (text.includes('name="customer"')) at = await this.opens(at.url, { customer });
      else if (text.includes('value="allow"')) at = await this.opens(at.url, { answer: "allow" });
      else throw new Error(`${at.response.status} ${at.url}: ${text}`);
    }
    return new URL(at.url);
  }
}
