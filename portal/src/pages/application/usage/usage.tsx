import { useQuery } from "@apollo/client/react";
import { Group, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { getFragmentData } from "../../../api/gql/fragment-masking";
import { GrantUsageDocument, UsageFieldsFragmentDoc, UsageTabDocument } from "../../../api/gql/graphql";
import { Empty } from "../../../parts/empty";
import { Unreachable } from "../../../parts/unreachable";
import { Waiting } from "../../../parts/waiting";
import { useTexts } from "../../../texts/texts";
import { between, type Period, periods } from "./period";
import { UsageChart } from "./usage-chart";
import { UsageTable } from "./usage-table";
import { UsageTotals } from "./usage-totals";

/** How often calls were let in and refused, in one environment or all, as it goes on. */
export function Usage({ id }: { id: string }) {
  const { usage } = useTexts();
  const [query, setQuery] = useSearchParams();
  const period = (Object.keys(periods) as Period[]).find((each) => each === query.get("period")) ?? "day";
  const grantId = query.get("grant");
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), 60_000, { autoInvoke: true });
  const asked = between(period, now);
  const polled = { pollInterval: 10_000 };
  const all = useQuery(UsageTabDocument, { variables: { id, ...asked }, ...polled });
  const one = useQuery(GrantUsageDocument, {
    variables: { id: grantId ?? "", ...asked },
    skip: !grantId,
    ...polled,
  });
  const application = (all.data ?? all.previousData)?.clientApplication;
  if (!application) return all.error ? <Unreachable onRetry={() => void all.refetch()} /> : <Waiting />;
  const grant = (one.data ?? one.previousData)?.node;
  const series = grantId ? (grant?.__typename === "AccessGrant" ? grant.usage : []) : application.usage;
  const points = getFragmentData(UsageFieldsFragmentDoc, series);
  const want = (name: string, value: string | null) =>
    setQuery(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return (
    <Stack>
      <Group gap="xs">
        <SegmentedControl
          value={period}
          onChange={(value) => want("period", value === "day" ? null : value)}
          data={(Object.keys(periods) as Period[]).map((value) => ({ value, label: usage.periods[value] }))}
        />
        <Select
          aria-label={usage.environment}
          placeholder={usage.allEnvironments}
          data={application.grants.map((each) => ({ value: each.id, label: each.environment.name }))}
          value={grantId}
          onChange={(value) => want("grant", value)}
          clearable
          w={200}
        />
      </Group>
      <UsageTotals points={points} />
      {points.some(({ allowed, denied }) => allowed + denied > 0) ? (
        <>
          <UsageChart points={points} step={asked.step} />
          <UsageTable points={points} step={asked.step} />
        </>
      ) : (
        <Empty title={usage.empty} hint={usage.emptyHint} />
      )}
      <Text size="sm" c="dimmed">
        {usage.hint}
      </Text>
    </Stack>
  );
}
