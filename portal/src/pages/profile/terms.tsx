import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import type { ProfileFieldsFragment } from "../../api/gql/graphql";
import { AcceptTermsDocument } from "../../api/gql/graphql";
import { useCommand } from "../../api/use-command";
import { Mistakes } from "../../parts/mistakes";
import { shown } from "../../parts/when";
import { useLanguage } from "../../texts/texts";

interface Accepting {
  readonly developer: ProfileFieldsFragment;
  readonly current: { readonly version: string; readonly url?: string | null } | null | undefined;
}

/** What was accepted, and the newer version where there is one. */
export function Terms({ developer: { termsAcceptance: accepted }, current }: Accepting) {
  const {
    texts: { profile },
    language,
  } = useLanguage();
  const { run, mistakes, isRunning } = useCommand(AcceptTermsDocument);
  return (
    <Stack gap="xs" align="flex-start">
      {accepted && (
        <Text>{profile.termsAccepted(accepted.version, shown(accepted.acceptedAt, language, true))}</Text>
      )}
      {current?.url && (
        <Anchor href={current.url} target="_blank" rel="noreferrer">
          {profile.termsRead}
        </Anchor>
      )}
      {current && !accepted?.isCurrent && (
        <Group>
          <Button loading={isRunning} onClick={() => void run({ version: current.version })}>
            {profile.accept(current.version)}
          </Button>
        </Group>
      )}
      <Mistakes mistakes={mistakes} />
    </Stack>
  );
}
