import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "@jest/globals";

const examples = new URL("../../examples/gateways/", import.meta.url);
const files = (await readdir(examples)).filter((name) => name !== "README.md");
const textOf = (name: string) => readFile(new URL(name, examples), "utf8");
// What HAProxy does, its script says.
const configurations = files.filter((name) => name !== "haproxy.cfg" && name !== "portico-told.conf");

it.each(configurations)(
  "%s names every header that callers may not say themselves, and asks with a token",
  async (name) => {
    const included = name === "nginx.conf" ? await textOf("portico-told.conf") : "";
    const text = `${await textOf(name)}${included}`.toLowerCase();
    const told = ["x-application-id", "x-partner-id", "x-api-key-id", "x-product", "x-environment"];
    for (const header of [...told, "x-client-id", "x-scope", "x-subject"]) expect(text).toContain(header);
    for (const passed of ["authorization", "dpop"]) expect(text).toContain(passed);
    expect(text).toContain("ptc_gw_your_token");
    expect(text).toContain("/v1/forward-auth/uat");
  },
);

it("the page about them names each", async () => {
  const page = await textOf("README.md");
  for (const name of files) expect(page).toContain(`(${name})`);
});
