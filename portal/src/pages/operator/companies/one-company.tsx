import { useQuery } from "@apollo/client/react";
import { Alert, Tabs } from "@mantine/core";
import { useParams, useSearchParams } from "react-router";
import { getFragmentData } from "../../../api/gql/fragment-masking";
import type { CompanyFactsFragment } from "../../../api/gql/graphql";
import {
  CompanyFactsFragmentDoc,
  OneCompanyPageDocument,
  ResumeDocument,
  SuspendDocument,
} from "../../../api/gql/graphql";
import { useCommand } from "../../../api/use-command";
import { ConfirmWithReason } from "../../../parts/confirm-with-reason";
import { PageTitle } from "../../../parts/page-title";
import { Unreachable } from "../../../parts/unreachable";
import { Waiting } from "../../../parts/waiting";
import { When } from "../../../parts/when";
import { useMe } from "../../../session/session";
import { useTexts } from "../../../texts/texts";
import { NotFound } from "../../not-found";
import { ApplicationsOfAll } from "../applications-of-all";
import { CompanyFacts } from "./company-facts";
import { CompanyMembers } from "./company-members";

const tabs = ["details", "members", "applications"] as const;

/** A company as operators see it: who it is, who is in it, what it has, and whether it may go on. */
export function OneCompany() {
  const { companies } = useTexts().operators;
  const { id = "" } = useParams();
  const me = useMe();
  const [query, setQuery] = useSearchParams();
  const tab = tabs.find((each) => each === query.get("tab")) ?? "details";
  const { data, error, refetch } = useQuery(OneCompanyPageDocument, {
    variables: { id },
    pollInterval: 60_000,
  });
  if (!data) return error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />;
  if (data.node?.__typename !== "Partner") return <NotFound />;
  const company = getFragmentData(CompanyFactsFragmentDoc, data.node);
  const isOwn = me.partner?.id === company.id;
  return (
    <>
      <PageTitle actions={!isOwn && <Standing company={company} />}>{nameOf(company)}</PageTitle>
      {isOwn && (
        <Alert variant="light" mb="md">
          {companies.own}
        </Alert>
      )}
      {company.suspension && (
        <Alert color="red" mb="md" title={companies.suspension(company.suspension.reason)}>
          {companies.suspendedSince} <When at={company.suspension.at} />
        </Alert>
      )}
      <Tabs
        value={tab}
        onChange={(value) => setQuery(value && value !== "details" ? { tab: value } : {})}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="details">{companies.details}</Tabs.Tab>
          <Tabs.Tab value="members">{companies.members}</Tabs.Tab>
          <Tabs.Tab value="applications">{companies.applications}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details">
          <CompanyFacts company={company} />
        </Tabs.Panel>
        <Tabs.Panel value="members">
          <CompanyMembers companyId={company.id} isOwn={isOwn} />
        </Tabs.Panel>
        <Tabs.Panel value="applications">
          <ApplicationsOfAll filter={{ partnerId: company.id }} empty={companies.noApplications} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

const nameOf = ({ details, domains, id }: CompanyFactsFragment) => details.legalName ?? domains[0] ?? id;

function Standing({ company }: { company: CompanyFactsFragment }) {
  const { reason, companies } = useTexts().operators;
  const suspend = useCommand(SuspendDocument);
  const resume = useCommand(ResumeDocument);
  const partnerId = company.id;
  return company.suspension ? (
    <ConfirmWithReason
      key="resume"
      action={companies.resume}
      title={companies.resumeTitle(nameOf(company))}
      hint={companies.resumeHint}
      label={reason}
      mistakes={resume.mistakes}
      onConfirm={async (reason) => (await resume.run({ partnerId, reason })) !== null}
    />
  ) : (
    <ConfirmWithReason
      key="suspend"
      action={companies.suspend}
      title={companies.suspendTitle(nameOf(company))}
      hint={companies.suspendHint}
      isFinal
      label={reason}
      mistakes={suspend.mistakes}
      onConfirm={async (reason) => (await suspend.run({ partnerId, reason })) !== null}
    />
  );
}
