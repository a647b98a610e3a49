import { Button, Group, Select, TextInput } from "@mantine/core";
import { useSearchParams } from "react-router";
import type { ActivityFilter } from "../api/gql/graphql";
import { useTexts } from "../texts/texts";
import { type ActivityKind, actionsOf, activityKinds } from "./activity-kinds";

const day = /^\d{4}-\d\d-\d\d$/;
const names = ["kind", "since", "until"] as const;

/** What of the trail is looked for stands in the address bar. Days are the reader's, and `until` is one of them. */
export function useActivityFilter(): ActivityFilter {
  const [query] = useSearchParams();
  const kind = activityKinds.find((each) => each === query.get("kind"));
  const [since, until] = [query.get("since") ?? "", query.get("until") ?? ""];
  return {
    ...(kind && { actions: actionsOf(kind) }),
    ...(day.test(since) && { since: startOf(since).toISOString() }),
    ...(day.test(until) && { until: startOf(until, 1).toISOString() }),
  };
}

function startOf(date: string, daysLater = 0): Date {
  const start = new Date(`${date}T00:00`);
  start.setDate(start.getDate() + daysLater);
  return start;
}

export function ActivityFilters({ kinds = activityKinds }: { kinds?: readonly ActivityKind[] }) {
  const { trail, apis } = useTexts();
  const [query, setQuery] = useSearchParams();
  function want(...wanted: readonly (readonly [(typeof names)[number], string | null])[]) {
    setQuery((before) => {
      const next = new URLSearchParams(before);
      for (const [name, value] of wanted) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      return next;
    });
  }
  return (
    <Group gap="xs" mb="sm" align="flex-end" role="search" className="no-print">
      <Select
        label={trail.about}
        placeholder={trail.everything}
        data={kinds.map((kind) => ({ value: kind, label: trail.kinds[kind] }))}
        value={query.get("kind")}
        onChange={(value) => want(["kind", value])}
        clearable
        w={220}
      />
      {(["since", "until"] as const).map((name) => (
        <TextInput
          key={name}
          type="date"
          label={trail[name]}
          value={query.get(name) ?? ""}
          onChange={(event) => want([name, event.currentTarget.value])}
        />
      ))}
      {names.some((name) => query.has(name)) && (
        <Button variant="default" onClick={() => want(...names.map((name) => [name, null] as const))}>
          {apis.clear}
        </Button>
      )}
    </Group>
  );
}
