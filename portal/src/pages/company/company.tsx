import { useQuery } from "@apollo/client/react";
import { Tabs } from "@mantine/core";
import { useLocation, useNavigate } from "react-router";
import { getFragmentData } from "../../api/gql/fragment-masking";
import { CompanyFieldsFragmentDoc, CompanyPageDocument } from "../../api/gql/graphql";
import { Empty } from "../../parts/empty";
import { PageTitle } from "../../parts/page-title";
import { Unreachable } from "../../parts/unreachable";
import { Waiting } from "../../parts/waiting";
import { useCompanyNews } from "../../session/company-news";
import { useMe } from "../../session/session";
import { useTexts } from "../../texts/texts";
import { CompanyActivity } from "./company-activity";
import { CompanyForm } from "./company-form";
import { CompanyTokens } from "./company-tokens";
import { Invitations } from "./invitations";
import { Members } from "./members";

/** Mails lead to the tabs, so each has an address. */
const tabOf: Readonly<Record<string, string>> = {
  members: "members",
  "join-requests": "members",
  invitations: "invitations",
  tokens: "tokens",
  activity: "activity",
};

export function Company() {
  const { company } = useTexts();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { role } = useMe();
  const isAdmin = role === "ADMIN";
  const wanted = tabOf[pathname.split("/")[2] ?? ""] ?? "details";
  const tab = wanted === "activity" && !isAdmin ? "details" : wanted;
  const { data, error, refetch } = useQuery(CompanyPageDocument);
  useCompanyNews(["PartnerUpdated", "MemberJoined", "MemberUpdated", "MemberLeft"], refetch);
  if (!data?.me) return error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />;
  if (!data.me.partner) return <Empty title={company.none} />;
  const partner = getFragmentData(CompanyFieldsFragmentDoc, data.me.partner);
  return (
    <>
      <PageTitle>{company.title}</PageTitle>
      <Tabs
        value={tab}
        onChange={(value) => navigate(value === "details" ? "/company" : `/company/${value}`)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="details">{company.details}</Tabs.Tab>
          <Tabs.Tab value="members">{company.members}</Tabs.Tab>
          <Tabs.Tab value="invitations">{company.invitations}</Tabs.Tab>
          <Tabs.Tab value="tokens">{company.tokens}</Tabs.Tab>
          {isAdmin && <Tabs.Tab value="activity">{company.activity}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="details">
          <CompanyForm partner={partner} />
        </Tabs.Panel>
        <Tabs.Panel value="members">
          <Members partner={partner} />
        </Tabs.Panel>
        <Tabs.Panel value="invitations">
          <Invitations partner={partner} />
        </Tabs.Panel>
        <Tabs.Panel value="tokens">
          <CompanyTokens partner={partner} />
        </Tabs.Panel>
        <Tabs.Panel value="activity">
          <CompanyActivity />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
