import { ApolloClient, ApolloLink, InMemoryCache } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { possibleTypes } from "@portico/client-types";
import { typePolicies } from "@portico/client-types/apollo";
import { act, cleanup, configure, fireEvent, render } from "@testing-library/react";
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

// Whether something is hidden is a question of style, which there is none of here.
configure({ defaultHidden: true });

/**
 * Shows a part of the portal, and nothing that was shown before, to somebody who is signed in; gives what is asked of the API
 * meanwhile.
 */
export async function showPortal(part: ReactNode, answers: Answers = {}) {
  cleanup();
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
      <MantineProvider theme={theme} env="test" withCssVariables={false}>
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
  return { ...view, asked, client, user: userEvent.setup({ pointerEventsCheck: 0, delay: null }) };
}

/** Fills a field in at once. */
export function write(field: Element | undefined, value: string): void {
  fireEvent.change(field as Element, { target: { value } });
}
