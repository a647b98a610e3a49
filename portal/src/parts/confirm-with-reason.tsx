import { Textarea } from "@mantine/core";
import { type ComponentProps, useState } from "react";
import { mistakeIn, otherMistakes } from "../api/mistakes";
import { Confirm } from "./confirm";

interface Reasoned extends Omit<ComponentProps<typeof Confirm>, "isDisabled" | "children" | "onConfirm"> {
  /** Says who reads the reason. */
  readonly label: string;
  onConfirm(reason: string): Promise<boolean>;
}

/** A button that asks for a reason before it acts. */
export function ConfirmWithReason({ label, mistakes = [], onConfirm, ...asked }: Reasoned) {
  const [reason, setReason] = useState("");
  return (
    <Confirm
      {...asked}
      isDisabled={!reason.trim()}
      mistakes={otherMistakes(mistakes, ["reason"])}
      onConfirm={async () => {
        const isDone = await onConfirm(reason);
        if (isDone) setReason("");
        return isDone;
      }}
    >
      <Textarea
        label={label}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={mistakeIn(mistakes, "reason")}
        autosize
        minRows={2}
        data-autofocus
      />
    </Confirm>
  );
}
