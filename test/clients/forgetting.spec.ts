import { gql, InMemoryCache } from "@apollo/client";
import { expect, it } from "@jest/globals";
import { possibleTypes } from "@portico/client-types";
import { forgetWhatIsGone, typePolicies } from "@portico/client-types/apollo";

const registered = gql`mutation {
  one: registerClientApplication { clientApplication { id name } }
  another: registerClientApplication { clientApplication { id name } }
}`;
const named = gql`fragment Named on ClientApplication { id name }`;

it("what a mutation has made stays in Apollo Client's cache until something is gone from there", () => {
  const cache = new InMemoryCache({ possibleTypes, typePolicies });
  const nameOf = (id: string) =>
    cache.readFragment<{ name: string }>({ id: `ClientApplication:{"id":"${id}"}`, fragment: named })?.name;
  const made = (id: string, name: string) => ({
    __typename: "RegisterClientApplicationPayload",
    clientApplication: { __typename: "ClientApplication", id, name },
  });
  const result = { one: made("app_1", "Ledger"), another: made("app_2", "Journal") };
  cache.write({ dataId: "ROOT_MUTATION", query: cache.transformDocument(registered), result });
  cache.evict({ id: "ROOT_MUTATION" });
  expect([nameOf("app_1"), nameOf("app_2")]).toEqual(["Ledger", "Journal"]);
  for (const change of [{ clientApplication: null }, { removedMemberId: "mem_unknown" }, null])
    forgetWhatIsGone(cache, change);
  expect([nameOf("app_1"), nameOf("app_2")]).toEqual(["Ledger", "Journal"]);
  forgetWhatIsGone(cache, { deletedClientApplicationId: "app_2" });
  expect(nameOf("app_2")).toBeUndefined();
});
