import { Alert, List } from "@mantine/core";
import type { Mistake } from "../api/use-command";

/** What was refused and belongs to no field. */
export function Mistakes({ mistakes }: { mistakes: readonly Mistake[] }) {
  if (mistakes.length === 0) return null;
  return (
    <Alert color="red" role="alert">
      {mistakes.length === 1 ? (
        mistakes[0]?.message
      ) : (
        <List>
          {mistakes.map(({ code, message }) => (
            <List.Item key={code + message}>{message}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
