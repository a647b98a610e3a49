import { useQuery } from "@apollo/client/react";
import { Anchor, Button, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { getFragmentData } from "../../api/gql/fragment-masking";
import { MoveToAddressDocument, ProfileFieldsFragmentDoc, ProfilePageDocument } from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Mistakes } from "../../parts/mistakes";
import { PageTitle } from "../../parts/page-title";
import { Unreachable } from "../../parts/unreachable";
import { Waiting } from "../../parts/waiting";
import { useTexts } from "../../texts/texts";
import { Export, Leaving } from "./leaving";
import { NewPassword } from "./new-password";
import { ProfileForm } from "./profile-form";
import { Sessions } from "./sessions";
import { Terms } from "./terms";
import { Tokens } from "./tokens";

export function Profile() {
  const { profile } = useTexts();
  const { data, error, refetch } = useQuery(ProfilePageDocument);
  const [changes, setChanges] = useState(0);
  function changed() {
    setChanges((before) => before + 1);
    void refetch();
  }
  if (!data?.me) return error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />;
  const developer = getFragmentData(ProfileFieldsFragmentDoc, data.me);
  return (
    <>
      <PageTitle>{profile.title}</PageTitle>
      <Stack maw={860}>
        <Section title={profile.profile}>
          <ProfileForm developer={developer} />
        </Section>
        <Section title={profile.email}>
          <Text>{developer.email}</Text>
          <Moving />
        </Section>
        <Section title={profile.security}>
          <Group justify="space-between">
            <Anchor href="/second-factors">{profile.factors}</Anchor>
            <NewPassword email={developer.email} onChanged={changed} />
          </Group>
        </Section>
        <Section title={profile.sessions}>
          <Sessions key={changes} />
        </Section>
        <Section title={profile.terms}>
          <Terms developer={developer} current={data.currentTerms} />
        </Section>
        <Section title={profile.tokens}>
          <Tokens
            tokens={data.me.accessTokens.edges.map(({ node }) => node)}
            onChange={() => void refetch()}
          />
        </Section>
        <Section title={profile.data}>
          <Export />
        </Section>
        <Section title={profile.leave}>
          <Leaving email={developer.email} />
        </Section>
      </Stack>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      <Stack gap="xs">{children}</Stack>
    </Paper>
  );
}

function Moving() {
  const { profile, common } = useTexts();
  const { run, mistakes, isRunning } = useCommand(MoveToAddressDocument);
  const [email, setEmail] = useState("");
  const [sentTo, setSentTo] = useState<string | null>(null);
  async function submit() {
    const payload = await run({ email });
    setSentTo(payload?.sentTo ?? null);
  }
  return (
    <form action={submit} noValidate>
      <Group align="flex-end">
        <TextInput
          type="email"
          label={profile.move}
          description={profile.moveHint}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={mistakeIn(mistakes, "email")}
          style={{ flex: 1 }}
        />
        <Button type="submit" variant="default" loading={isRunning} disabled={!email}>
          {common.next}
        </Button>
      </Group>
      <Mistakes mistakes={otherMistakes(mistakes, ["email"])} />
      {sentTo && (
        <Text size="sm" role="status">
          {profile.moveSent(sentTo)}
        </Text>
      )}
    </form>
  );
}
