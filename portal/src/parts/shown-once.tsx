import { Alert, Code, Group } from "@mantine/core";
import { useTexts } from "../texts/texts";
import { CopyOf } from "./copy-of";

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
        <CopyOf value={value} />
      </Group>
    </Alert>
  );
}
