import { gql, InMemoryCache } from "@apollo/client";
import { expect, it } from "@jest/globals";
import { possibleTypes } from "@portico/client-types";
import { forgetWhatIsGone, typePolicies } from "@portico/client-types/apollo";

const named = gql`fragment Named on ClientApplication { id name }`;

it("what a mutation has made stays in Apollo Client's cache until something is gone from there", () => {
  const cache = new InMemoryCache({ possibleTypes, typePolicies });
  const nameOf = (id: string) =>
    cache.readFragment<{ name: string }>({ id: `ClientApplication:{"id":"${id}"}`, fragment: named })?.name;
  for (const [id, name] of [
    ["app_1", "Ledger"],
    ["app_2", "Journal"],
  ])
    cache.writeFragment({ fragment: named, data: { __typename: "ClientApplication", id, name } });
  expect([nameOf("app_1"), nameOf("app_2")]).toEqual(["Ledger", "Journal"]);
  for (const change of [{ clientApplication: null }, { removedMemberId: "mem_unknown" }, null])
    forgetWhatIsGone(cache, change);
  expect([nameOf("app_1"), nameOf("app_2")]).toEqual(["Ledger", "Journal"]);
  forgetWhatIsGone(cache, { deletedClientApplicationId: "app_2" });
  expect(nameOf("app_2")).toBeUndefined();
});
