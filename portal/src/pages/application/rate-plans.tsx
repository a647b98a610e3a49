import { useQuery } from "@apollo/client/react";
import { Paper, Select, SimpleGrid, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { getFragmentData } from "../../api/gql/fragment-masking";
import type { ApplicationDetailsFragment } from "../../api/gql/graphql";
import { GivePlanDocument, GrantDetailsFragmentDoc, PlansToGiveDocument } from "../../api/gql/graphql";
import { useCommand } from "../../api/use-command";
import { Mistakes } from "../../parts/mistakes";
import { limitsInWords } from "../../parts/rate-limits";
import { useLanguage } from "../../texts/texts";

/** R35: for operators: which plan of each product the application's keys are counted by. */
export function RatePlans({ application }: { application: ApplicationDetailsFragment }) {
  const { language, texts } = useLanguage();
  const { rates } = texts.operators;
  const { data } = useQuery(PlansToGiveDocument, { variables: { id: application.id } });
  const { run, mistakes } = useCommand(GivePlanDocument);
  const keys = application.grants.flatMap((grant) => getFragmentData(GrantDetailsFragmentDoc, grant).apiKeys);
  const products = data?.clientApplication?.products.filter(({ ratePlans }) => ratePlans.length > 0) ?? [];
  if (products.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label={rates.plans}>
      <Title order={2} size="h4">
        {rates.plans}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {rates.giveHint}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {products.map(({ id, name, ratePlans }) => (
          <Select
            key={id}
            label={name}
            placeholder={rates.none}
            data={ratePlans.map((plan) => ({
              value: plan.id,
              label: `${plan.name}: ${limitsInWords(plan.limits, language, texts.rate)}`,
            }))}
            value={keys.find(({ product }) => product.id === id)?.rateLimit?.id ?? null}
            onChange={async (value) => {
              const isDefault = ratePlans.some((plan) => plan.id === value && plan.isDefault);
              const given = await run({
                clientApplicationId: application.id,
                apiProduct: { id },
                ratePlanId: isDefault ? null : value,
              });
              if (given) notifications.show({ message: texts.common.saved });
            }}
          />
        ))}
      </SimpleGrid>
      <Mistakes mistakes={mistakes} />
    </Paper>
  );
}
