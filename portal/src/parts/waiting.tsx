import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { useTexts } from "../texts/texts";

const lines = ["1", "2", "3", "4", "5"];

/** The shape of what comes, while it comes. */
export function Waiting() {
  const { common } = useTexts();
  return (
    <Stack aria-busy="true" p="md">
      <VisuallyHidden role="status">{common.loading}</VisuallyHidden>
      <Skeleton height={32} width="40%" />
      {lines.map((line) => (
        <Skeleton key={line} height={20} />
      ))}
    </Stack>
  );
}
