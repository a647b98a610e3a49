import { Fieldset, SimpleGrid, Stack, TextInput } from "@mantine/core";
import type { EndUserSignIn, OauthProfile } from "../../../api/gql/graphql";
import { mistakeIn } from "../../../api/mistakes";
import type { Mistake } from "../../../api/use-command";
import { Choice } from "../../../parts/choice";
import { useTexts } from "../../../texts/texts";

export interface OauthSettings {
  readonly oauthProfile: OauthProfile;
  readonly endUserSignIn: EndUserSignIn;
  readonly signInProvider: { readonly issuer: string; readonly clientId: string };
}

interface Oauth {
  readonly settings: OauthSettings;
  readonly mistakes: readonly Mistake[];
  onChange(part: Partial<OauthSettings>): void;
}

/** By which rules the environment issues tokens, and who signs its customers in. */
export function OauthFields({ settings, mistakes, onChange }: Oauth) {
  const { catalogue } = useTexts().operators;
  const { signInProvider: provider } = settings;
  return (
    <Fieldset legend={catalogue.oauth}>
      <Stack>
        <Choice
          label={catalogue.oauthProfile}
          options={catalogue.oauthProfiles}
          value={settings.oauthProfile}
          onChange={(oauthProfile) => onChange({ oauthProfile })}
          error={mistakeIn(mistakes, "oauthProfile")}
        />
        <Choice
          label={catalogue.endUserSignIn}
          options={catalogue.endUserSignIns}
          value={settings.endUserSignIn}
          onChange={(endUserSignIn) => onChange({ endUserSignIn })}
          error={mistakeIn(mistakes, "endUserSignIn")}
        />
        {settings.endUserSignIn === "INSTITUTION" && (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              type="url"
              label={catalogue.providerIssuer}
              description={catalogue.providerIssuerHint}
              value={provider.issuer}
              onChange={(event) =>
                onChange({ signInProvider: { ...provider, issuer: event.currentTarget.value } })
              }
              error={mistakeIn(mistakes, "signInProvider", "issuer")}
              autoComplete="off"
            />
            <TextInput
              label={catalogue.providerClientId}
              description={catalogue.providerClientIdHint}
              value={provider.clientId}
              onChange={(event) =>
                onChange({ signInProvider: { ...provider, clientId: event.currentTarget.value } })
              }
              error={mistakeIn(mistakes, "signInProvider", "clientId")}
              autoComplete="off"
            />
          </SimpleGrid>
        )}
      </Stack>
    </Fieldset>
  );
}

/** Nothing is said of a provider while none is entered. */
export function providerIn({ signInProvider }: OauthSettings) {
  const isEntered = signInProvider.issuer.trim() || signInProvider.clientId.trim();
  return isEntered ? signInProvider : null;
}
