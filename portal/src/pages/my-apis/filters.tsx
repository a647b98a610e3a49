import { useQuery } from "@apollo/client/react";
import { Group, SegmentedControl, Select, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { ChoicesDocument } from "../../api/gql/graphql";
import { useTexts } from "../../texts/texts";
import type { useWanted } from "./wanted";

export function Filters({ wanted }: { wanted: ReturnType<typeof useWanted> }) {
  const { apis, type, applicationStatus } = useTexts();
  const { data } = useQuery(ChoicesDocument);
  const bySlug = (nodes: readonly { slug: string; name: string }[] = []) =>
    nodes.map(({ slug, name }) => ({ value: slug, label: name }));
  const choice = (
    name: Parameters<typeof wanted.want>[0],
    label: string,
    data: { value: string; label: string }[],
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      data={data}
      value={wanted.value(name) || null}
      onChange={(value) => wanted.want(name, value)}
      clearable
      style={{ flex: "1 1 130px" }}
      maw={220}
    />
  );
  return (
    <Group gap="xs" mb="sm" role="search" className="no-print">
      <TextInput
        type="search"
        aria-label={apis.search}
        placeholder={apis.search}
        leftSection={<IconSearch size={16} />}
        value={wanted.value("search")}
        onChange={(event) => wanted.want("search", event.currentTarget.value)}
        style={{ flex: "2 1 220px" }}
        maw={360}
      />
      <SegmentedControl
        value={wanted.value("mine") ? "mine" : "all"}
        onChange={(value) => wanted.want("mine", value === "mine" ? "1" : null)}
        data={[
          { value: "all", label: apis.all },
          { value: "mine", label: apis.mine },
        ]}
      />
      {choice(
        "type",
        apis.type,
        wanted.types.map((value) => ({ value, label: type[value] })),
      )}
      {choice(
        "status",
        apis.status,
        wanted.statuses.map((value) => ({ value, label: applicationStatus[value] })),
      )}
      {choice("environment", apis.environment, bySlug(data?.apiEnvironments?.nodes))}
      {choice("product", apis.product, bySlug(data?.apiProducts?.nodes))}
      <Select
        aria-label={apis.order}
        data={wanted.orders.map((value) => ({ value, label: apis.orders[value] }))}
        value={wanted.orderBy}
        onChange={(value) => wanted.want("order", value === "NAME" ? null : value)}
        allowDeselect={false}
        style={{ flex: "1 1 180px" }}
        maw={260}
      />
    </Group>
  );
}
