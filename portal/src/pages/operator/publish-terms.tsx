import { useQuery } from "@apollo/client/react";
import { Anchor, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { PublishTermsDocument, TermsPageDocument } from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Confirm } from "../../parts/confirm";
import { Mistakes } from "../../parts/mistakes";
import { PageTitle } from "../../parts/page-title";
import { Unreachable } from "../../parts/unreachable";
import { Waiting } from "../../parts/waiting";
import { When } from "../../parts/when";
import { useTexts } from "../../texts/texts";

/** What developers accept now, and its next version. */
export function PublishTerms() {
  const { terms } = useTexts().operators;
  const { profile } = useTexts();
  const { data, error, refetch } = useQuery(TermsPageDocument);
  if (!data) return error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />;
  const { currentTerms } = data;
  return (
    <>
      <PageTitle>{terms.title}</PageTitle>
      <Stack maw={760}>
        <Paper withBorder p="md" component="section" aria-label={terms.current}>
          <Title order={2} size="h4" mb="xs">
            {terms.current}
          </Title>
          {currentTerms ? (
            <Stack gap={4} align="flex-start">
              <Text fw={600}>{currentTerms.version}</Text>
              <Text size="sm" c="dimmed">
                {terms.since} <When at={currentTerms.publishedAt} />
              </Text>
              {currentTerms.url && (
                <Anchor href={currentTerms.url} target="_blank" rel="noreferrer" underline="always">
                  {profile.termsRead}
                </Anchor>
              )}
            </Stack>
          ) : (
            <Text>{terms.none}</Text>
          )}
        </Paper>
        <Publishing />
      </Stack>
    </>
  );
}

function Publishing() {
  const { terms } = useTexts().operators;
  const { run, mistakes } = useCommand(PublishTermsDocument);
  const [version, setVersion] = useState("");
  const [url, setUrl] = useState("");
  async function publish() {
    const payload = await run({ version, url: url.trim() || null });
    if (payload?.terms) {
      notifications.show({ message: terms.published(payload.terms.version) });
      setVersion("");
      setUrl("");
    }
    // What is wrong stands at the fields, behind the question.
    return true;
  }
  return (
    <Paper withBorder p="md" component="section" aria-label={terms.publish}>
      <Title order={2} size="h4" mb="xs">
        {terms.publish}
      </Title>
      <Stack>
        <Text size="sm" c="dimmed">
          {terms.publishHint}
        </Text>
        <TextInput
          label={terms.version}
          description={terms.versionHint}
          value={version}
          onChange={(event) => setVersion(event.currentTarget.value)}
          error={mistakeIn(mistakes, "version")}
          autoComplete="off"
        />
        <TextInput
          type="url"
          label={terms.url}
          placeholder="https://"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          error={mistakeIn(mistakes, "url")}
          autoComplete="off"
        />
        <Mistakes mistakes={otherMistakes(mistakes, ["version", "url"])} />
        <Group>
          <Confirm action={terms.publish} hint={terms.publishHint} isFinal onConfirm={publish} />
        </Group>
      </Stack>
    </Paper>
  );
}
