import { Select } from "@mantine/core";
import { useState } from "react";
import type { Mistake } from "../../api/use-command";
import { Confirm } from "../../parts/confirm";
import { useTexts } from "../../texts/texts";

interface Rotating {
  readonly whyNot: string | null;
  readonly mistakes: readonly Mistake[];
  onRotate(overlapHours: number): Promise<boolean>;
}

/** Asks how long the old one goes on working. */
export function Rotate({ whyNot, mistakes, onRotate }: Rotating) {
  const { application } = useTexts();
  const [hours, setHours] = useState("24");
  return (
    <Confirm
      action={application.rotate}
      title={application.rotateTitle}
      hint={application.rotateHint}
      whyNot={whyNot}
      mistakes={mistakes}
      onConfirm={() => onRotate(Number(hours))}
    >
      <Select
        label={application.overlap}
        value={hours}
        onChange={(value) => setHours(value ?? "24")}
        data={Object.entries(application.overlaps).map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
      />
    </Confirm>
  );
}
