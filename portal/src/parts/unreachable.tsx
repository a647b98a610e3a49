import { Alert, Button, Stack } from "@mantine/core";
import { useTexts } from "../texts/texts";

/** Nothing could be read, and there is nothing from before to show. */
export function Unreachable({ onRetry }: { onRetry: () => void }) {
  const { errors } = useTexts();
  return (
    <Stack p="md" align="flex-start">
      <Alert color="red" title={errors.failed} role="alert">
        {errors.unreachable}
      </Alert>
      <Button onClick={onRetry}>{errors.retry}</Button>
    </Stack>
  );
}
