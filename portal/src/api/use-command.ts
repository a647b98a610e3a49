import type { TypedDocumentNode } from "@apollo/client";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { useApolloClient } from "@apollo/client/react";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useStepUp } from "../session/step-up";
import { useTexts } from "../texts/texts";
import { carryOut } from "./news";

/** What a person can put right, and where; as in the schema. */
export interface Mistake {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

type Payload = { readonly userErrors: readonly Mistake[] } | null | undefined;

export interface Command<Input, Result> {
  /** What it made; null when it was refused, and `mistakes` then says why. */
  run(input: Input): Promise<Result | null>;
  readonly mistakes: readonly Mistake[];
  readonly isRunning: boolean;
  /** What is wrong with a field is no longer said once it is changed. */
  forgive(field: string): void;
}

/**
 * A mutation with one `input` and one payload. Asks for the password where that is needed and goes on then; what went wrong
 * otherwise is told in the corner of the page.
 */
export function useCommand<Input, Data extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, { input: Input }>,
): Command<Input, NonNullable<Data[Exclude<keyof Data, "__typename">]>> {
  const client = useApolloClient();
  const confirmItIsMe = useStepUp();
  const { errors: say } = useTexts();
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [isRunning, setRunning] = useState(false);

  async function payloadOf(input: Input): Promise<Payload> {
    const data = await carryOut(client, document, { input });
    const [payload] = Object.values(data ?? {}).filter((value) => typeof value === "object");
    return payload as Payload;
  }

  async function attempt(input: Input): Promise<Payload> {
    try {
      return await payloadOf(input);
    } catch (error) {
      const refusal = stepUpOf(error);
      if (refusal && (await confirmItIsMe(refusal))) return await payloadOf(input);
      if (refusal) return null;
      throw error;
    }
  }

  return {
    mistakes,
    isRunning,
    forgive: (field) => setMistakes((before) => before.filter(({ path }) => path[0] !== field)),
    async run(input) {
      setRunning(true);
      setMistakes([]);
      try {
        const payload = await attempt(input);
        if (!payload) return null;
        setMistakes(payload.userErrors);
        return payload.userErrors.length > 0 ? null : (payload as never);
      } catch (error) {
        notifications.show({ color: "red", title: say.failed, message: sentenceOf(error, say.unreachable) });
        return null;
      } finally {
        setRunning(false);
      }
    },
  };
}

export interface StepUpRefusal {
  readonly message: string;
  readonly url: string;
  readonly endpoint: string;
  readonly reason: string;
}

function stepUpOf(error: unknown): StepUpRefusal | null {
  if (!CombinedGraphQLErrors.is(error)) return null;
  const found = error.errors.find(({ extensions }) => extensions?.code === "STEP_UP_REQUIRED");
  const stepUp = found?.extensions?.stepUp as Omit<StepUpRefusal, "message"> | undefined;
  return found && stepUp ? { message: found.message, ...stepUp } : null;
}

/** The API's own words, or that it could not be reached. */
export function sentenceOf(error: unknown, unreachable: string): string {
  return CombinedGraphQLErrors.is(error) ? error.errors.map(({ message }) => message).join(" ") : unreachable;
}
