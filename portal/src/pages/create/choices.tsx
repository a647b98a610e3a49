import { Badge, Checkbox, Group, Input, Stack } from "@mantine/core";
import type { OpenCatalogueQuery } from "../../api/gql/graphql";
import { byTier } from "../../parts/by-tier";
import { useTexts } from "../../texts/texts";

export type Product = NonNullable<OpenCatalogueQuery["apiProducts"]>["nodes"][number];
export type Environment = NonNullable<OpenCatalogueQuery["apiEnvironments"]>["nodes"][number];

interface Choosing<Thing> {
  readonly things: readonly Thing[];
  readonly chosen: readonly string[];
  readonly mistake: string | undefined;
  onChange(chosen: string[]): void;
}

/** Products with what they embed and their APIs. */
export function ProductChoice({ things, chosen, mistake, onChange }: Choosing<Product>) {
  const { create } = useTexts();
  return (
    <Checkbox.Group
      label={create.products}
      description={create.productsHint}
      value={[...chosen]}
      onChange={onChange}
      error={mistake}
    >
      <Stack gap="xs" mt="xs">
        {things.map(({ id, name, description, embeds, apis }) => (
          <Checkbox
            key={id}
            value={id}
            label={name}
            description={[
              description,
              embeds.length > 0 && create.embeds(embeds.map((each) => each.name).join(", ")),
              apis.map((api) => `${api.name} ${api.version}`).join(", "),
            ]
              .filter(Boolean)
              .join(" · ")}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** Environments with who has to approve. */
export function EnvironmentChoice({ things, chosen, mistake, onChange }: Choosing<Environment>) {
  const { create, tier } = useTexts();
  return (
    <Checkbox.Group label={create.environments} value={[...chosen]} onChange={onChange} error={mistake}>
      <Stack gap="xs" mt="xs">
        {byTier(things).map((environment) => (
          <Checkbox
            key={environment.id}
            value={environment.id}
            label={
              <Group gap="xs" component="span">
                {environment.name}
                <Badge
                  className="badge"
                  variant="light"
                  color={environment.accessPolicy === "APPROVAL" ? "yellow" : "green"}
                >
                  {environment.accessPolicy === "APPROVAL" ? create.needsApproval : create.atOnce}
                </Badge>
              </Group>
            }
            description={`${environment.institution} · ${tier[environment.tier]}`}
          />
        ))}
      </Stack>
      <Input.Description />
    </Checkbox.Group>
  );
}
