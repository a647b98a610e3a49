import { Textarea } from "@mantine/core";
import { useState } from "react";
import { LimitToNetworksDocument } from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Confirm } from "../../parts/confirm";
import { useTexts } from "../../texts/texts";

interface Limited {
  readonly apiKeyId: string;
  readonly product: string;
  readonly networks: readonly string[];
}

/** R40: from where a key may be used. */
export function Networks({ apiKeyId, product, networks }: Limited) {
  const texts = useTexts().networks;
  const { run, mistakes, forgive } = useCommand(LimitToNetworksDocument);
  const [typed, setTyped] = useState(networks.join("\n"));
  const lines = typed
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);
  return (
    <Confirm
      action={texts.limit}
      title={texts.title(product)}
      hint={texts.hint}
      mistakes={otherMistakes(mistakes, ["networks"])}
      onConfirm={async () => (await run({ apiKeyId, networks: lines })) !== null}
    >
      <Textarea
        label={texts.label}
        description={texts.example}
        value={typed}
        onChange={(event) => {
          forgive("networks");
          setTyped(event.currentTarget.value);
        }}
        error={mistakeIn(mistakes, "networks")}
        autosize
        minRows={3}
        spellCheck={false}
        data-autofocus
      />
    </Confirm>
  );
}
