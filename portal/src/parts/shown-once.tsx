import { Alert, Button, Code, CopyButton, Group } from "@mantine/core";
import { useTexts } from "../texts/texts";

/** What is shown now and never again; it is kept nowhere but in the page. */
export function ShownOnce({ title, value, onClose }: { title: string; value: string; onClose: () => void }) {
  const { common } = useTexts();
  return (
    <Alert
      color="green"
      role="status"
      title={title}
      withCloseButton
      closeButtonLabel={common.close}
      onClose={onClose}
    >
      <Group>
        <Code className="secret">{value}</Code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? common.copied : common.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
}
