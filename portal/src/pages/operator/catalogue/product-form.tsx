import { MultiSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { ProductFormFragment } from "../../../api/gql/graphql";
import { CreateProductDocument, UpdateProductDocument } from "../../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../../api/mistakes";
import { useCommand } from "../../../api/use-command";
import { toFirstMistake } from "../../../parts/to-first-mistake";
import { useTexts } from "../../../texts/texts";
import { ApisField } from "./apis-field";
import { FormEnd } from "./form-end";
import { RatePlansField, type TypedPlan } from "./rate-plans-field";

const fields = ["name", "slug", "description", "apis", "embeds", "isOpen", "ratePlans"];

interface Product {
  readonly product: ProductFormFragment | null;
  readonly others: readonly { readonly id: string; readonly name: string }[];
}

/** What is sold together; what it already is, when it is there. */
export function ProductForm({ product, others }: Product) {
  const { operators, common } = useTexts();
  const texts = operators.catalogue;
  const navigate = useNavigate();
  const create = useCommand(CreateProductDocument);
  const update = useCommand(UpdateProductDocument);
  const { mistakes, isRunning, forgive } = product ? update : create;
  const [wanted, setWanted] = useState(() => ({
    name: product?.name ?? "",
    slug: product?.slug ?? "",
    description: product?.description ?? "",
    isOpen: product?.isOpen ?? true,
    embeds: product?.embeds.map(({ id }) => id) ?? [],
    ratePlans: (product?.ratePlans ?? []).map(
      ({ name, isDefault, limits }): TypedPlan => ({ name, isDefault, limits }),
    ),
    apis: product?.ownApis.map(asTyped) ?? [{ name: "", version: "v1", documentationUrl: "" }],
  }));
  const want = (part: Partial<typeof wanted>) => {
    for (const field of Object.keys(part)) forgive(field);
    setWanted({ ...wanted, ...part });
  };

  async function submit() {
    const { slug, isOpen, ...both } = wanted;
    const details = {
      ...both,
      embeds: both.embeds.map((id) => ({ id })),
      ratePlans: both.ratePlans.map(asSent),
      apis: both.apis.map((api) => ({ ...api, documentationUrl: api.documentationUrl || null })),
    };
    const isDone = product
      ? (await update.run({ apiProduct: { id: product.id }, ...details, isOpen })) !== null
      : (await create.run({ ...details, slug })) !== null;
    if (!isDone) return toFirstMistake();
    notifications.show({ message: product ? common.saved : texts.created(wanted.name.trim()) });
    navigate("/catalogue");
  }

  return (
    <form action={submit} noValidate>
      <Stack maw={760}>
        <TextInput
          label={texts.name}
          value={wanted.name}
          onChange={(event) => want({ name: event.currentTarget.value })}
          error={mistakeIn(mistakes, "name")}
          autoComplete="off"
        />
        {!product && (
          <TextInput
            label={texts.slug}
            description={texts.slugHint}
            value={wanted.slug}
            onChange={(event) => want({ slug: event.currentTarget.value })}
            error={mistakeIn(mistakes, "slug")}
            autoComplete="off"
            spellCheck={false}
          />
        )}
        <Textarea
          label={texts.description}
          value={wanted.description}
          onChange={(event) => want({ description: event.currentTarget.value })}
          error={mistakeIn(mistakes, "description")}
          autosize
          minRows={2}
        />
        <ApisField apis={wanted.apis} mistakes={mistakes} onChange={(apis) => want({ apis })} />
        <MultiSelect
          label={texts.embeds}
          description={texts.embedsHint}
          data={others
            .filter(({ id }) => id !== product?.id)
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={wanted.embeds}
          onChange={(embeds) => want({ embeds })}
          error={mistakeIn(mistakes, "embeds")}
          searchable
          clearable
        />
        <RatePlansField
          plans={wanted.ratePlans}
          mistakes={mistakes}
          onChange={(ratePlans) => want({ ratePlans })}
        />
        <FormEnd
          isNew={!product}
          isOpen={wanted.isOpen}
          onOpen={(isOpen) => want({ isOpen })}
          isRunning={isRunning}
          mistakes={otherMistakes(mistakes, fields)}
        />
      </Stack>
    </form>
  );
}

function asTyped({ name, version, documentationUrl }: ProductFormFragment["ownApis"][number]) {
  return { name, version, documentationUrl: documentationUrl ?? "" };
}

function asSent({ name, isDefault, limits }: TypedPlan) {
  return {
    name,
    isDefault,
    limits: limits.map(({ requests, seconds }) => ({
      requests: Number(requests) || 0,
      seconds: Number(seconds) || 0,
    })),
  };
}
