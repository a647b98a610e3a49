import { Button, CopyButton } from "@mantine/core";
import { useTexts } from "../texts/texts";

/** Puts something on the clipboard; where there are several of them, says which. */
export function CopyOf({ value, label }: { value: string; label?: string }) {
  const { common } = useTexts();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button
          size="compact-xs"
          variant="default"
          onClick={copy}
          aria-label={label && `${copied ? common.copied : common.copy}: ${label}`}
          style={{ flexShrink: 0 }}
        >
          {copied ? common.copied : common.copy}
        </Button>
      )}
    </CopyButton>
  );
}
