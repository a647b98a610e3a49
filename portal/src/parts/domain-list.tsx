import { Badge, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../texts/texts";

interface Known {
  readonly domains: readonly string[];
  readonly domainsProven: readonly string[];
}

/** A company's domains, and which of them it has proven; beside each, what can be done with it. */
export function DomainList({
  domains,
  domainsProven,
  actionFor,
}: Known & { actionFor?: (domain: string) => ReactNode }) {
  const { company } = useTexts();
  return (
    <Stack gap={4}>
      {domains.map((domain) => {
        const isProven = domainsProven.includes(domain);
        return (
          <Group key={domain} gap="xs">
            <Text size="sm" className="long">
              {domain}
            </Text>
            <Badge className="badge" variant="light" color={isProven ? "green" : "gray"}>
              {isProven ? company.proven : company.notProven}
            </Badge>
            {!isProven && actionFor?.(domain)}
          </Group>
        );
      })}
    </Stack>
  );
}
