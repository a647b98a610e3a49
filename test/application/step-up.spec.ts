import { describe, expect, it } from "@jest/globals";
import type { Actor } from "../../src/application/actor.js";
import type { Commands } from "../../src/application/create-commands.js";
import { RECENT_SECONDS, StepUpRequired, withStepUp } from "../../src/application/step-up.js";

const now = new Date("2026-03-01T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

/** What comes of a command, known by its name. */
async function outcome(name: keyof Commands, actor: Partial<Actor>): Promise<string> {
  const commands = { [name]: async () => "DONE" } as unknown as Commands;
  const whole = {
    developerId: "dev_1",
    partnerId: null,
    isOperator: false,
    address: null,
    ...actor,
  } as Actor;
  try {
    return (await withStepUp(commands, { now: () => now })[name](whole, {} as never)) as unknown as string;
  } catch (error) {
    if (!(error instanceof StepUpRequired)) throw error;
    return error.reason;
  }
}

const session = (seconds: number, withSecondFactor = false) => ({
  signedIn: { at: ago(seconds), withSecondFactor },
});

describe("R36 revealing", () => {
  it.each<[string, Partial<Actor>, string]>([
    ["in a session of this moment", session(0), "DONE"],
    ["in a session of 15 minutes", session(RECENT_SECONDS), "DONE"],
    ["in a session of 15 minutes and a second", session(RECENT_SECONDS + 1), "SIGN_IN_TOO_OLD"],
    ["with an access token", { token: { id: "pat_1", scopes: ["SECRETS"] } }, "DONE"],
    [
      "by a provider that does not say when they signed in",
      { signedIn: { at: null, withSecondFactor: false } },
      "DONE",
    ],
  ])("%s: %s", async (_, actor, expected) => {
    expect(await outcome("revealApiKey", actor)).toBe(expected);
  });
});

describe("R36 an operator's act", () => {
  it.each<[string, Partial<Actor>, string]>([
    ["by an operator of a recent sign-in", { isOperator: true, ...session(0) }, "DONE"],
    ["by an operator of an old one", { isOperator: true, ...session(1000) }, "SIGN_IN_TOO_OLD"],
    ["by somebody else, who is refused for that", session(1000), "DONE"],
    [
      "without the factor that makes an operator",
      { lacksSecondFactor: true, ...session(0) },
      "SECOND_FACTOR_MISSING",
    ],
  ])("%s: %s", async (_, actor, expected) => {
    expect(await outcome("publishTerms", actor)).toBe(expected);
  });
});

it("R36 anything else needs no recent sign-in", async () => {
  expect(await outcome("revokeApiKey", session(1_000_000))).toBe("DONE");
});
