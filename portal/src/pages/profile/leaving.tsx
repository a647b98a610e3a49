import { useApolloClient } from "@apollo/client/react";
import { Button, Group, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { DeleteMyAccountDocument, ExportMyDataDocument } from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Confirm } from "../../parts/confirm";
import { signOut } from "../../session/sign-in";
import { useTexts } from "../../texts/texts";

/** Everything that is kept of oneself, as a file; it is read page by page. */
export function Export() {
  const { profile } = useTexts();
  const client = useApolloClient();
  const [isRunning, setRunning] = useState(false);
  async function pageAfter(after: string | null): Promise<Record<string, unknown>> {
    const { data } = await client.query({
      query: ExportMyDataDocument,
      variables: { after },
      fetchPolicy: "no-cache",
    });
    return data?.exportMyData ?? {};
  }
  async function download() {
    setRunning(true);
    const pages: Record<string, unknown>[] = [];
    let after: string | null = null;
    do {
      const page = await pageAfter(after);
      pages.push(page);
      after = typeof page.next === "string" ? page.next : null;
    } while (after);
    setRunning(false);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(
      new Blob([JSON.stringify(pages.length === 1 ? pages[0] : pages, null, 2)], {
        type: "application/json",
      }),
    );
    link.download = "my-data.json";
    link.click();
    URL.revokeObjectURL(link.href);
  }
  return (
    <Group>
      <Button variant="default" loading={isRunning} onClick={() => void download()}>
        {profile.export}
      </Button>
    </Group>
  );
}

export function Leaving({ email }: { email: string }) {
  const { profile } = useTexts();
  const { run, mistakes } = useCommand(DeleteMyAccountDocument);
  const [typed, setTyped] = useState("");
  return (
    <Group justify="space-between">
      <Text size="sm">{profile.leaveHint}</Text>
      <Confirm
        action={profile.deleteAccount}
        hint={profile.leaveHint}
        isFinal
        isDisabled={typed !== email}
        mistakes={otherMistakes(mistakes, ["confirmEmail"])}
        onConfirm={async () => {
          const done = (await run({ confirmEmail: typed })) !== null;
          if (done) await signOut();
          return done;
        }}
      >
        <TextInput
          label={profile.leaveConfirm(email)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={mistakeIn(mistakes, "confirmEmail")}
          autoComplete="off"
        />
      </Confirm>
    </Group>
  );
}
