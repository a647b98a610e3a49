import { createContext, type ReactNode, use, useRef, useState } from "react";
import type { StepUpRefusal } from "../api/use-command";
import { StepUpDialog } from "./step-up-dialog";

type Confirm = (refusal: StepUpRefusal) => Promise<boolean>;

const StepUpContext = createContext<Confirm>(async () => false);

/** Asks who is signed in to show that it is them, so that what was refused for want of a recent sign-in can go on (R36). */
export const useStepUp = () => use(StepUpContext);

export function StepUpProvider({ children }: { children: ReactNode }) {
  const [refusal, setRefusal] = useState<StepUpRefusal | null>(null);
  const settle = useRef<(confirmed: boolean) => void>(undefined);

  const confirm: Confirm = (asked) =>
    new Promise((resolve) => {
      settle.current = resolve;
      setRefusal(asked);
    });

  function end(confirmed: boolean) {
    settle.current?.(confirmed);
    setRefusal(null);
  }
  return (
    <StepUpContext value={confirm}>
      {children}
      {refusal && <StepUpDialog refusal={refusal} onEnd={end} />}
    </StepUpContext>
  );
}
