/** @jest-environment ./test/support/jest/document.js */
import { describe, expect, it } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { EditForm } from "../../portal/src/pages/application/edit-form";
import { catalogue, checks, refused } from "./catalogue";
import { showPortal } from "./show-portal";

const [accounts, transfers] = catalogue.apiProducts.nodes;
const [development, production] = catalogue.apiEnvironments.nodes;
const named = (thing: { id: string; name: string } | undefined) => ({ id: thing?.id, name: thing?.name });
const permission = { isAllowed: true, reason: null };

/** Accounts and transfers in development. */
const application = {
  id: "app_1",
  version: 7,
  name: "Ledger",
  description: "Shows balances.",
  siteUrl: null,
  type: "SERVICE",
  authentication: "CLIENT_CREDENTIALS",
  redirectUrls: [],
  products: [named(accounts), named(transfers)],
  grants: [{ id: "grt_1", environment: named(development), apiKeys: [], requests: [] }],
  viewerCan: { edit: permission },
} as never;

const edited = (...errors: Parameters<typeof refused>) => ({
  editClientApplication: {
    __typename: "EditClientApplicationPayload",
    clientApplication: null,
    userErrors: refused(...errors),
  },
});
const form = () => showPortal(<EditForm application={application} />, { ...checks, Edit: () => edited() });
const box = (name: RegExp) => screen.findByRole("checkbox", { name });
/** The lines below a heading. */
const listed = (title: string) => {
  const place = screen.queryByText(title)?.closest<HTMLElement>("[role=status]");
  return place
    ? within(place)
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent)
    : [];
};
const deleted = () => listed("This will be deleted for good");
const asked = () => listed("This will be asked for");

describe("R25 an edit says what it deletes for good and what it asks for, before it is saved", () => {
  it("nothing, where nothing is chosen or left out", async () => {
    await form();
    await box(/^Accounts/);
    expect(deleted()).toEqual([]);
    expect(asked()).toEqual([]);
    expect(screen.getByRole("button", { name: "Save" })).toBeTruthy();
  });

  it("a product that is left out deletes its keys, and its return makes them as they were", async () => {
    const { user } = await form();
    await user.click(await box(/^Transfers/));
    expect(deleted()).toEqual(["Key for Transfers in Development"]);
    expect(screen.getByRole("button", { name: "Save and delete these" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
    await user.click(await box(/^Transfers/));
    expect(deleted()).toEqual([]);
  });

  it("an environment that is added asks for keys of each product and credentials", async () => {
    const { user } = await form();
    await user.click(await box(/^Production/));
    expect(asked()).toEqual([
      "Key for Accounts in Production",
      "Key for Transfers in Production",
      "Credentials in Production",
    ]);
    expect(deleted()).toEqual([]);
  });

  it("one environment in another's place deletes all that was there, and asks only for what is wanted there", async () => {
    const { user } = await form();
    await user.click(await box(/^Transfers/));
    await user.click(await box(/^Development/));
    await user.click(await box(/^Production/));
    expect(deleted()).toEqual([
      "Key for Accounts in Development",
      "Key for Transfers in Development",
      "Credentials in Development",
    ]);
    expect(asked()).toEqual(["Key for Accounts in Production", "Credentials in Production"]);
  });
});

it("R26 an edit is sent with the version that it was made from", async () => {
  const { user, asked: sent } = await form();
  await user.click(await box(/^Production/));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(sent.find(({ name }) => name === "Edit")?.variables.input).toMatchObject({
    clientApplicationId: "app_1",
    expectedVersion: 7,
    environments: [{ id: development?.id }, { id: production?.id }],
  });
});
