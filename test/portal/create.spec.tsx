/** @jest-environment ./test/support/jest/document.js */
import { describe, expect, it } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { Create } from "../../portal/src/pages/create/create";
import { checks, refused } from "./catalogue";
import { showPortal, write } from "./show-portal";

const register = (...errors: Parameters<typeof refused>) => ({
  registerClientApplication: {
    __typename: "RegisterClientApplicationPayload",
    clientApplication: null,
    userErrors: refused(...errors),
  },
});
const kind = (name: string) => screen.getByRole("radio", { name });
const ways = () =>
  within(screen.getByRole("radiogroup", { name: "How does it get access?" }))
    .getAllByRole<HTMLInputElement>("radio")
    .map(({ value }) => value);
const redirectUrls = () => screen.queryAllByLabelText(/^Redirect URL \d/);

describe("the form of a new application changes with its answers", () => {
  it("R12 each type is offered the ways to get access that it may have", async () => {
    const { user } = await showPortal(<Create />, checks);
    for (const name of ["Web application", "Mobile app", "Desktop application"]) {
      await user.click(kind(name));
      expect(ways()).toEqual(["AUTHORIZATION_CODE"]);
    }
    await user.click(kind("Service"));
    expect(ways()).toEqual(["CLIENT_CREDENTIALS", "AUTHORIZATION_CODE"]);
  });

  it("R13 redirect URLs are asked for where people sign in, and nowhere else", async () => {
    const { user, asked } = await showPortal(<Create />, { ...checks, Register: () => register() });
    write(redirectUrls()[0], "https://app.acme.example/callback");
    await user.click(screen.getByRole("button", { name: "Add another" }));
    expect(redirectUrls()).toHaveLength(2);
    await user.click(kind("Service"));
    expect(redirectUrls()).toHaveLength(0);
    await user.click(screen.getByRole("button", { name: "Create application" }));
    const sent = asked.find(({ name }) => name === "Register")?.variables.input;
    expect(sent).toMatchObject({ type: "SERVICE", authentication: "CLIENT_CREDENTIALS", redirectUrls: [] });
    await user.click(screen.getByRole("radio", { name: /authorization code/ }));
    expect(redirectUrls()).toHaveLength(2);
  });

  it("what is chosen is sent by its id, and an empty row is no redirect URL", async () => {
    const { user, asked } = await showPortal(<Create />, { ...checks, Register: () => register() });
    write(screen.getByLabelText(/^Name/), "Ledger");
    write(screen.getByLabelText(/^Description/), "Shows balances.");
    write(redirectUrls()[0], "https://app.acme.example/callback");
    await user.click(screen.getByRole("button", { name: "Add another" }));
    await user.click(await screen.findByRole("checkbox", { name: "Accounts" }));
    await user.click(screen.getByRole("checkbox", { name: /^Production/ }));
    await user.click(screen.getByRole("button", { name: "Create application" }));
    expect(asked.find(({ name }) => name === "Register")?.variables).toEqual({
      input: {
        type: "WEB",
        authentication: "AUTHORIZATION_CODE",
        name: "Ledger",
        description: "Shows balances.",
        siteUrl: null,
        redirectUrls: ["https://app.acme.example/callback"],
        products: [{ id: "prd_accounts" }],
        environments: [{ id: "env_production" }],
      },
    });
  });
});

describe("what is refused stands at the field that caused it", () => {
  it("all at once, in the API's sentences, until the field is changed; the first has the focus", async () => {
    const { user } = await showPortal(<Create />, {
      ...checks,
      Register: () =>
        register(
          { code: "NAME_TAKEN", message: "The name is taken.", path: ["name"] },
          { code: "INVALID", message: "It has a fragment.", path: ["redirectUrls", "1"] },
          { code: "INVALID", message: "Choose a product.", path: ["products"] },
          { code: "NOT_READY_TO_REGISTER", message: "Accept the terms first.", path: [] },
        ),
    });
    await user.click(screen.getByRole("button", { name: "Add another" }));
    await user.click(screen.getByRole("button", { name: "Create application" }));
    const name = screen.getByLabelText(/^Name/);
    const said = (field: HTMLElement) =>
      (field.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((id) => document.getElementById(id)?.textContent)
        .join(" ");
    await screen.findByText("The name is taken.");
    expect(said(name)).toContain("The name is taken.");
    const [first, second] = redirectUrls();
    expect(first?.getAttribute("aria-invalid")).not.toBe("true");
    expect(said(second as HTMLElement)).toContain("It has a fragment.");
    screen.getByText("Choose a product.");
    expect(screen.getByRole("alert").textContent).toBe("Accept the terms first.");
    expect(document.activeElement).toBe(name);
    write(name, "Ledger");
    expect(screen.queryByText("The name is taken.")).toBeNull();
    screen.getByText("It has a fragment.");
  });
});
