import { useQuery } from "@apollo/client/react";
import { Alert, Button, Paper, Stack, Text, Title } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { getFragmentData } from "../api/gql/fragment-masking";
import type { RegistrationRequirement } from "../api/gql/graphql";
import { CompanyFieldsFragmentDoc, ProfileFieldsFragmentDoc, WelcomePageDocument } from "../api/gql/graphql";
import { PageTitle } from "../parts/page-title";
import { Waiting } from "../parts/waiting";
import { useMe } from "../session/session";
import { useTexts } from "../texts/texts";
import { DetailsForm } from "./company/company-form";
import { ProfileForm } from "./profile/profile-form";
import { Terms } from "./profile/terms";

const steps: readonly RegistrationRequirement[] = [
  "VERIFIED_EMAIL",
  "COMPLETE_PROFILE",
  "COMPLETE_COMPANY",
  "CURRENT_TERMS",
];

const membersSteps: ReadonlySet<RegistrationRequirement> = new Set(["VERIFIED_EMAIL", "COMPLETE_COMPANY"]);

/** What is missing before one can register an application (R10), each with its own step. */
export function Welcome() {
  const { welcome } = useTexts();
  const { joining } = useMe();
  const { data } = useQuery(WelcomePageDocument, { fetchPolicy: "cache-and-network" });
  if (!data?.me) return <Waiting />;
  const { me } = data;
  const missing = new Set(me.missingRequirements);
  // Whoever waits to be let in has shown their address, and can do nothing for the company.
  const shown = joining ? steps.filter((step) => !membersSteps.has(step)) : steps;
  const partner = me.partner && getFragmentData(CompanyFieldsFragmentDoc, me.partner);
  const forms: Readonly<Record<RegistrationRequirement, ReactNode>> = {
    VERIFIED_EMAIL: null,
    COMPLETE_PROFILE: <ProfileForm developer={getFragmentData(ProfileFieldsFragmentDoc, me)} />,
    COMPLETE_COMPANY: partner && <DetailsForm partner={partner} />,
    CURRENT_TERMS: (
      <Terms developer={getFragmentData(ProfileFieldsFragmentDoc, me)} current={data.currentTerms} />
    ),
  };
  return (
    <>
      <PageTitle>{welcome.title}</PageTitle>
      <Stack maw={760}>
        {joining && <Alert color="yellow">{welcome.joining[joining]}</Alert>}
        {missing.size > 0
          ? !joining && <Text>{welcome.intro}</Text>
          : partner && (
              <Alert color="green" role="status">
                <Stack align="flex-start">
                  {welcome.done}
                  <Button component={Link} to="/applications/new">
                    {welcome.start}
                  </Button>
                </Stack>
              </Alert>
            )}
        {shown.map((step) => (
          <Paper key={step} withBorder p="md" component="section">
            <Title order={2} size="h4" mb={missing.has(step) ? "sm" : 0}>
              {!missing.has(step) && (
                <IconCircleCheck
                  size={20}
                  color="var(--mantine-color-green-7)"
                  style={{ verticalAlign: "-4px" }}
                />
              )}{" "}
              {(missing.has(step) ? welcome.missing : welcome.met)[step]}
            </Title>
            {missing.has(step) && forms[step]}
          </Paper>
        ))}
      </Stack>
    </>
  );
}
