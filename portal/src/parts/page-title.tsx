import { Group, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useTexts } from "../texts/texts";

/** The page's heading, which is also the window's title, and where reading begins after a change of page. */
export function PageTitle({ children, actions }: { children: string; actions?: ReactNode }) {
  const { product } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} · ${product}`;
  }, [children, product]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <Group justify="space-between" mb="md">
      <Title order={1} size="h2" tabIndex={-1} ref={heading} style={{ outline: "none" }}>
        {children}
      </Title>
      {actions}
    </Group>
  );
}
