import { ApolloClient, ApolloLink, InMemoryCache } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import { afterEach } from "@jest/globals";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { possibleTypes } from "@portico/client-types";
import { typePolicies } from "@portico/client-types/apollo";
import { act, cleanup, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { Observable } from "rxjs";
import { SessionProvider } from "../../portal/src/session/session";
import { StepUpProvider } from "../../portal/src/session/step-up";
import { TextsProvider } from "../../portal/src/texts/texts";
import { theme } from "../../portal/src/theme";

type Variables = Readonly<Record<string, unknown>>;

/** What the API answers, by the name of the operation. */
export type Answers = Readonly<Record<string, (variables: Variables) => object | Promise<object>>>;

const allowed = { __typename: "Permission", id: "per_1", isAllowed: true, reason: null };

/** Somebody with all that registering an application needs. */
const me = {
  __typename: "Developer",
  id: "dev_1",
  displayName: "Ada Byron",
  email: "ada@acme.example",
  isOperator: false,
  role: "ADMIN",
  joining: null,
  missingRequirements: [],
  partner: {
    __typename: "Partner",
    id: "prt_1",
    details: { __typename: "CompanyDetails", id: "det_1", legalName: "Acme Ltd", isComplete: true },
    suspension: null,
    viewerCan: { __typename: "PartnerPermissions", id: "can_1", registerClientApplication: allowed },
  },
};

afterEach(cleanup);

/** Shows a part of the portal to somebody who is signed in, and gives what was asked of the API meanwhile. */
export async function showPortal(part: ReactNode, answers: Answers = {}) {
  const asked: { readonly name: string; readonly variables: Variables }[] = [];
  const api = new ApolloLink(
    ({ operationName: name = "", variables }) =>
      new Observable((told) => {
        if (name !== "Session") asked.push({ name, variables });
        const answer = name === "Session" ? () => ({ me }) : answers[name];
        if (!answer) return told.error(new Error(`Nothing answers ${name}.`));
        void Promise.resolve(answer(variables)).then((data) => {
          told.next({ data: data as Record<string, unknown> });
          told.complete();
        });
      }),
  );
  const client = new ApolloClient({
    link: api,
    cache: new InMemoryCache({ possibleTypes, typePolicies }),
  });
  const view = await act(async () =>
    render(
      <MantineProvider theme={theme} env="test">
        <TextsProvider>
          <ApolloProvider client={client}>
            <Notifications />
            <StepUpProvider>
              <MemoryRouter>
                <SessionProvider>{part}</SessionProvider>
              </MemoryRouter>
            </StepUpProvider>
          </ApolloProvider>
        </TextsProvider>
      </MantineProvider>,
    ),
  );
  return { ...view, asked, client, user: userEvent.setup() };
}
