import { Button, Code, Collapse, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { Authentication, GrantDetailsFragment } from "../../api/gql/graphql";
import { CopyOf } from "../../parts/copy-of";
import { useTexts } from "../../texts/texts";

interface Calling {
  readonly grant: GrantDetailsFragment;
  readonly authentication: Authentication;
}

/** Lines for a terminal: the right address, the right header, and where the key goes; where there is one, also for a token. */
export function HowToCall({ grant: { environment, clientCredentials }, authentication }: Calling) {
  const { application, call } = useTexts();
  const [isOpen, { toggle }] = useDisclosure();
  const getsTokens =
    clientCredentials?.authentication === "CLIENT_SECRET" &&
    authentication === "CLIENT_CREDENTIALS" &&
    environment.oauthProfile === "STANDARD";
  return (
    <div>
      <Button size="compact-sm" variant="subtle" onClick={toggle} aria-expanded={isOpen}>
        {application.howToCall}
      </Button>
      <Collapse expanded={isOpen}>
        <Stack gap="xs" mt={4}>
          <Line label={call.withKey}>{`curl ${environment.apiBaseUrl}/ -H "API-Key: $API_KEY"`}</Line>
          {getsTokens && (
            <Line label={call.token}>
              {`curl ${clientCredentials.tokenEndpoint} -u "${clientCredentials.clientId}:$CLIENT_SECRET" -d grant_type=client_credentials`}
            </Line>
          )}
          <Text size="sm">
            {call.issuer}: <Code className="secret">{environment.oauthIssuer}</Code> {call.discovery}
          </Text>
        </Stack>
      </Collapse>
    </div>
  );
}

function Line({ label, children }: { label: string; children: string }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Code block style={{ flex: 1, minWidth: 0, whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {children}
        </Code>
        <CopyOf value={children} />
      </Group>
    </div>
  );
}
