import { useQuery } from "@apollo/client/react";
import { Alert, Anchor, Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { Link, Navigate } from "react-router";
import { MyApisPageDocument } from "../../api/gql/graphql";
import { Empty } from "../../parts/empty";
import { More } from "../../parts/more";
import { PageTitle } from "../../parts/page-title";
import { Unreachable } from "../../parts/unreachable";
import { Waiting } from "../../parts/waiting";
import { useCompanyNews } from "../../session/company-news";
import { useMe } from "../../session/session";
import { useTexts } from "../../texts/texts";
import { ApplicationsTable } from "./applications-table";
import { Filters } from "./filters";
import { useWanted } from "./wanted";

const pageSize = 20;

/** The company's applications, live. */
export function MyApis() {
  const { apis, company } = useTexts();
  const me = useMe();
  const wanted = useWanted();
  const [filter] = useDebouncedValue(wanted.filter, 250);
  const { orderBy } = wanted;
  const { data, previousData, error, fetchMore, refetch } = useQuery(MyApisPageDocument, {
    variables: { first: pageSize, filter, orderBy },
  });
  useCompanyNews(["ClientApplicationRegistered", "ClientApplicationDeleted"], refetch);

  const applications = (data ?? previousData)?.me?.partner?.applications;
  const may = me.partner?.viewerCan.registerClientApplication;
  const isMissingSomething = me.missingRequirements.length > 0;
  const hasNone = applications?.totalCount === 0 && !wanted.isFiltered;
  if (hasNone && isMissingSomething && !me.isOperator) return <Navigate to="/welcome" replace />;
  const create = (
    <Button
      component={Link}
      to={isMissingSomething ? "/welcome" : "/applications/new"}
      leftSection={<IconPlus size={18} />}
      disabled={!isMissingSomething && may?.isAllowed === false}
      title={may?.reason?.message}
    >
      {apis.create}
    </Button>
  );
  return (
    <>
      <PageTitle actions={me.partner && create}>{apis.title}</PageTitle>
      {!me.partner && <Empty title={company.none} />}
      {me.partner && isMissingSomething && (
        <Alert variant="light" mb="md">
          {apis.notReady}{" "}
          <Anchor component={Link} to="/welcome">
            {apis.getReady}
          </Anchor>
        </Alert>
      )}
      {me.partner && (applications?.totalCount || wanted.isFiltered) ? <Filters wanted={wanted} /> : null}
      {!applications && error && <Unreachable onRetry={() => void refetch()} />}
      {!applications && !error && me.partner && <Waiting />}
      {applications && applications.edges.length > 0 && (
        <>
          <ApplicationsTable rows={applications.edges.map(({ node }) => node)} />
          <More
            shown={applications.edges.length}
            total={applications.totalCount}
            hasMore={applications.pageInfo.hasNextPage}
            onMore={() => fetchMore({ variables: { after: applications.pageInfo.endCursor } })}
          />
        </>
      )}
      {applications?.edges.length === 0 &&
        (wanted.isFiltered ? (
          <Empty title={apis.nothingFound}>
            <Button variant="default" onClick={wanted.clear}>
              {apis.clear}
            </Button>
          </Empty>
        ) : (
          <Empty title={apis.empty} hint={apis.emptyHint}>
            {create}
          </Empty>
        ))}
    </>
  );
}
