import { Badge, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { When } from "../../parts/when";
import { endOtherSessions, endSession, type OwnSession, ownSessions, sessionOf } from "../../session/who";
import { useTexts } from "../../texts/texts";
import { browserIn } from "./browser-in";

/** Where one is signed in, and the way to end it there. */
export function Sessions() {
  const { profile, errors } = useTexts();
  const [sessions, setSessions] = useState<readonly OwnSession[] | null | undefined>();
  const [own, setOwn] = useState<string | null>(null);

  const look = useCallback(async () => {
    const [found, session] = await Promise.all([ownSessions(), sessionOf()]);
    setOwn(session?.sessionId ?? null);
    setSessions(found);
  }, []);
  useEffect(() => void look(), [look]);

  if (sessions === undefined) return <Skeleton height={44} />;
  if (!sessions) return <Text size="sm">{errors.unreachable}</Text>;
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }} aria-label={profile.sessions}>
      {sessions.map((session) => (
        <Group key={session.id} component="li" justify="space-between" wrap="nowrap">
          <div>
            <Text size="sm">
              {browserIn(session.userAgent ?? "") || profile.someProgram}{" "}
              {session.id === own && (
                <Badge className="badge" variant="light">
                  {profile.thisSession}
                </Badge>
              )}
            </Text>
            <Text size="xs" c="dimmed">
              {session.ipAddress && `${session.ipAddress} · `}
              {profile.since} <When at={session.createdAt} />
            </Text>
          </div>
          {session.id !== own && (
            <Button
              size="xs"
              variant="default"
              style={{ flexShrink: 0 }}
              onClick={() => void endSession(session.id).then(look)}
            >
              {profile.endSession}
            </Button>
          )}
        </Group>
      ))}
      {sessions.length > 2 && (
        <li>
          <Button size="xs" variant="default" onClick={() => void endOtherSessions().then(look)}>
            {profile.endOthers}
          </Button>
        </li>
      )}
    </Stack>
  );
}
