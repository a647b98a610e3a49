/** @jest-environment ./test/support/jest/document.js */
import { describe, expect, it } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import type { ApiKeyStatus } from "../../portal/src/api/gql/graphql";
import { ApplicationsTable } from "../../portal/src/pages/my-apis/applications-table";
import { showPortal } from "./show-portal";

/** An application with an environment that has keys in these states. */
const row = (name: string, ...statuses: ApiKeyStatus[]) =>
  ({
    id: `app_${name}`,
    name,
    type: "WEB",
    status: "ACTIVE",
    createdAt: "2026-11-26T12:00:00.000Z",
    updatedAt: "2026-11-26T12:00:00.000Z",
    viewerIsOwner: true,
    owner: { id: "dev_1", displayName: "Ada Byron" },
    grants: [
      {
        id: `grt_${name}`,
        status: "APPROVED",
        environment: { id: "env_1", name: "UAT", slug: "uat", tier: "UAT" },
        apiKeys: statuses.map((status, index) => ({
          id: `key_${name}_${index}`,
          status,
          preview: null,
          expiresAt: null,
          product: { id: `prd_${index}`, name: `Product ${index}` },
        })),
      },
    ],
  }) as never;

const glance = async (...statuses: ApiKeyStatus[]) => {
  await showPortal(<ApplicationsTable rows={[row("Ledger", ...statuses)]} />);
  return screen.getAllByText(/^UAT/)[0]?.textContent;
};

describe("the state of an environment at a glance is that of the key that most needs somebody", () => {
  it.each<[ApiKeyStatus[], string]>([
    [["ACTIVE", "ACTIVE"], "UAT"],
    [["ACTIVE", "REVOKED"], "UAT"],
    [["REVOKED", "REVOKED"], "UAT: Revoked"],
    [["ACTIVE", "EXPIRED"], "UAT: Expired"],
    [["ACTIVE", "PROVISIONING"], "UAT: Being set up"],
    [["PROVISIONING", "AWAITING_APPROVAL"], "UAT: Awaiting approval"],
    [["AWAITING_APPROVAL", "REJECTED", "ACTIVE"], "UAT: Rejected"],
    [["SUSPENDED", "SUSPENDED"], "UAT: Suspended"],
    [[], "UAT"],
  ])("%j shows %s", async (statuses, said) => {
    expect(await glance(...statuses)).toBe(said);
  });
});

it("a row opens to the status of each key, and says so", async () => {
  const { user } = await showPortal(<ApplicationsTable rows={[row("Ledger", "ACTIVE", "PROVISIONING")]} />);
  await user.click(screen.getByLabelText("Show the keys of Ledger"));
  const open = screen.getByLabelText("Hide the keys of Ledger");
  expect(open.getAttribute("aria-expanded")).toBe("true");
  for (const [product, status] of [
    ["Product 0", "Live"],
    ["Product 1", "Being set up"],
  ] as const) {
    const line = screen.getByText(product).closest("tr") as HTMLElement;
    within(line).getByText(status);
  }
  await user.click(open);
  expect(screen.queryByText("Product 0")).toBeNull();
});
