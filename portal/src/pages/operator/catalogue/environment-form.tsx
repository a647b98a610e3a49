import { Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useNavigate } from "react-router";
import type {
  AccessPolicy,
  EnvironmentFormFragment,
  EnvironmentTier,
  SecretRetrieval,
  VerificationWhenUnavailable,
} from "../../../api/gql/graphql";
import { CreateEnvironmentDocument, UpdateEnvironmentDocument } from "../../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../../api/mistakes";
import { useCommand } from "../../../api/use-command";
import { Choice } from "../../../parts/choice";
import { toFirstMistake } from "../../../parts/to-first-mistake";
import { useTexts } from "../../../texts/texts";
import { FormEnd } from "./form-end";
import { LifetimesField, type WantedLifetime } from "./lifetimes-field";
import { OauthFields, type OauthSettings, providerIn } from "./oauth-fields";

const fields = [
  "name",
  "slug",
  "institution",
  "tier",
  "apiBaseUrl",
  "keyLifetimes",
  "oauthProfile",
  "endUserSignIn",
  "signInProvider",
];

interface Environment {
  readonly environment: EnvironmentFormFragment | null;
  readonly products: readonly { readonly id: string; readonly name: string }[];
}

/** Where applications call APIs, and by which rules they get there. */
export function EnvironmentForm({ environment, products }: Environment) {
  const { operators, common, tier } = useTexts();
  const texts = operators.catalogue;
  const navigate = useNavigate();
  const create = useCommand(CreateEnvironmentDocument);
  const update = useCommand(UpdateEnvironmentDocument);
  const { mistakes, isRunning, forgive } = environment ? update : create;
  const [fixed, setFixed] = useState({ slug: "", institution: "", tier: "TEST" as EnvironmentTier });
  const [wanted, setWanted] = useState(() => ({
    name: environment?.name ?? "",
    apiBaseUrl: environment?.apiBaseUrl ?? "",
    accessPolicy: environment?.accessPolicy ?? ("APPROVAL" as AccessPolicy),
    secretRetrieval: environment?.secretRetrieval ?? ("REPEATABLE" as SecretRetrieval),
    verificationWhenUnavailable:
      environment?.verificationWhenUnavailable ?? ("REFUSE" as VerificationWhenUnavailable),
    keyLifetimes: (environment?.keyLifetimes ?? []).map(
      ({ days, product }): WantedLifetime => ({ productId: product.id, days }),
    ),
  }));
  const [oauth, setOauth] = useState<OauthSettings>(() => ({
    oauthProfile: environment?.oauthProfile ?? "STANDARD",
    endUserSignIn: environment?.endUserSignIn ?? "INSTITUTION",
    signInProvider: {
      issuer: environment?.signInProvider?.issuer ?? "",
      clientId: environment?.signInProvider?.clientId ?? "",
    },
  }));
  const [isOpen, setOpen] = useState(environment?.isOpen ?? true);
  const want = (part: Partial<typeof wanted>) => {
    for (const field of Object.keys(part)) forgive(field);
    setWanted({ ...wanted, ...part });
  };
  const fix = (part: Partial<typeof fixed>) => {
    for (const field of Object.keys(part)) forgive(field);
    setFixed({ ...fixed, ...part });
  };
  const text = (field: "name" | "apiBaseUrl") => ({
    value: wanted[field],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => want({ [field]: event.currentTarget.value }),
    error: mistakeIn(mistakes, field),
    autoComplete: "off",
  });
  const fixedText = (field: "slug" | "institution") => ({
    value: fixed[field],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => fix({ [field]: event.currentTarget.value }),
    error: mistakeIn(mistakes, field),
    autoComplete: "off",
  });

  async function submit() {
    const details = {
      ...wanted,
      ...oauth,
      signInProvider: providerIn(oauth),
      keyLifetimes: wanted.keyLifetimes.map(({ productId, days }) => ({
        apiProduct: { id: productId ?? "" },
        days: Number(days) || 0,
      })),
    };
    const isDone = environment
      ? (await update.run({ apiEnvironment: { id: environment.id }, ...details, isOpen })) !== null
      : (await create.run({ ...fixed, ...details })) !== null;
    if (!isDone) return toFirstMistake();
    notifications.show({ message: environment ? common.saved : texts.created(wanted.name.trim()) });
    navigate("/catalogue");
  }

  return (
    <form action={submit} noValidate>
      <Stack maw={760}>
        <TextInput label={texts.name} {...text("name")} />
        {!environment && (
          <>
            <TextInput
              label={texts.slug}
              description={texts.slugHint}
              spellCheck={false}
              {...fixedText("slug")}
            />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput label={texts.institution} description={texts.fixed} {...fixedText("institution")} />
              <Select
                label={texts.tier}
                description={texts.fixed}
                data={Object.entries(tier).map(([value, label]) => ({ value, label }))}
                value={fixed.tier}
                onChange={(value) => fix({ tier: value as EnvironmentTier })}
                allowDeselect={false}
              />
            </SimpleGrid>
          </>
        )}
        <TextInput
          type="url"
          label={texts.apiBaseUrl}
          description={texts.apiBaseUrlHint}
          {...text("apiBaseUrl")}
        />
        <Choice
          label={texts.accessPolicy}
          description={
            environment?.accessPolicy === "APPROVAL" && wanted.accessPolicy === "AUTOMATIC"
              ? texts.approvesWaiting
              : undefined
          }
          options={texts.accessPolicies}
          value={wanted.accessPolicy}
          onChange={(accessPolicy) => want({ accessPolicy })}
        />
        <Choice
          label={texts.secretRetrieval}
          options={texts.secretRetrievals}
          value={wanted.secretRetrieval}
          onChange={(secretRetrieval) => want({ secretRetrieval })}
        />
        <Choice
          label={texts.whenUnavailable}
          options={texts.whensUnavailable}
          value={wanted.verificationWhenUnavailable}
          onChange={(verificationWhenUnavailable) => want({ verificationWhenUnavailable })}
        />
        <LifetimesField
          lifetimes={wanted.keyLifetimes}
          products={products}
          mistakes={mistakes}
          onChange={(keyLifetimes) => want({ keyLifetimes })}
        />
        <OauthFields
          settings={oauth}
          mistakes={mistakes}
          onChange={(part) => {
            for (const field of Object.keys(part)) forgive(field);
            setOauth({ ...oauth, ...part });
          }}
        />
        <FormEnd
          isNew={!environment}
          isOpen={isOpen}
          onOpen={setOpen}
          isRunning={isRunning}
          mistakes={otherMistakes(mistakes, fields)}
        />
      </Stack>
    </form>
  );
}
