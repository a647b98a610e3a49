import { Button, Code, Collapse, CopyButton, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTexts } from "../../texts/texts";

/** A line for a terminal: the right address, the right header, and where the key goes. */
export function HowToCall({ baseUrl }: { baseUrl: string }) {
  const { application, common } = useTexts();
  const [isOpen, { toggle }] = useDisclosure();
  const line = `curl ${baseUrl}/ -H "API-Key: $API_KEY"`;
  return (
    <div>
      <Button size="compact-sm" variant="subtle" onClick={toggle} aria-expanded={isOpen}>
        {application.howToCall}
      </Button>
      <Collapse expanded={isOpen}>
        <Group gap="xs" mt={4}>
          <Code block style={{ flex: 1, overflowX: "auto" }} tabIndex={0}>
            {line}
          </Code>
          <CopyButton value={line}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="default" onClick={copy}>
                {copied ? common.copied : common.copy}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Collapse>
    </div>
  );
}
