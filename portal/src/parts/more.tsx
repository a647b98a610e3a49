import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "../texts/texts";

interface Paged {
  readonly shown: number;
  readonly total: number;
  readonly hasMore: boolean;
  onMore(): Promise<unknown>;
}

/** How much of a list is there, and the way to the rest. */
export function More({ shown, total, hasMore, onMore }: Paged) {
  const { common } = useTexts();
  const [isRunning, setRunning] = useState(false);
  async function more() {
    setRunning(true);
    await onMore().catch(() => null);
    setRunning(false);
  }
  return (
    <Group justify="space-between" mt="sm">
      <Text size="sm" c="dimmed" role="status">
        {common.of(shown, total)}
      </Text>
      {hasMore && (
        <Button variant="default" loading={isRunning} onClick={() => void more()}>
          {common.more}
        </Button>
      )}
    </Group>
  );
}
