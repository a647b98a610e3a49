import { Textarea } from "@mantine/core";
import { useState } from "react";
import { AskAgainDocument } from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Confirm } from "../../parts/confirm";
import { useTexts } from "../../texts/texts";

/** After a rejection, with what has changed since. */
export function AskAgain({ requestId }: { requestId: string }) {
  const { application } = useTexts();
  const { run, mistakes } = useCommand(AskAgainDocument);
  const [note, setNote] = useState("");
  return (
    <Confirm
      action={application.reapply}
      hint={null}
      mistakes={otherMistakes(mistakes, ["note"])}
      isDisabled={!note.trim()}
      onConfirm={async () => (await run({ accessRequestId: requestId, note })) !== null}
    >
      <Textarea
        label={application.reapplyNote}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={mistakeIn(mistakes, "note")}
        autosize
        minRows={2}
      />
    </Confirm>
  );
}
