import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "../client.js";
import { eventually } from "../eventually.js";
import { byId } from "../references.js";
import type { Person, Story } from "../story.js";
import type { Chronicle } from "./chronicle.js";

interface Parts {
  readonly story: Story;
  readonly person: Person;
  readonly operator: Person;
  readonly chronicle: Chronicle;
  /** Keys that are asked about. */
  readonly keys: Set<string>;
  /** What goes on at the moment; a part of what the changes are called. */
  readonly fault: () => string;
}

let applications = 0;

/**
 * Changes applications of its own, one after the other, until `isEnough`: each is approved, deactivated and restored again
 * and again, has a key rotated and revoked, and is deleted. What the database keeps from being done is tried again.
 */
export async function takeTurns(parts: Parts, isEnough: () => boolean): Promise<void> {
  const { story, person, operator, chronicle, keys, fault } = parts;
  const named = (what: string) => `${what}${fault()}`;
  const whole = "clientApplication { id }";
  while (!isEnough()) {
    const application = await persistently(() =>
      person.registers({
        // Another one each time: of one that was registered without an answer, the name is taken.
        name: `Turning ${++applications}`,
        description: "Is changed.",
        type: "SERVICE",
        authentication: "CLIENT_CREDENTIALS",
        products: byId(story.catalogue.accounts),
        environments: byId(story.catalogue.production),
      }),
    );
    const number = applications;
    const [grant] = application.grants as Json[];
    const accessRequestId = grant.requests[0].id;
    await persistently(
      () => operator.mutate("approveAccess", { accessRequestId }, "grant { id }"),
      "ALREADY_DECIDED",
    );
    const ofApplication = { clientApplicationId: application.id };
    const apiKeyId = await liveKey(person, application.id);
    const { value } = await persistently(() => person.mutate("revealApiKey", { apiKeyId }, "value"));
    // It is live by now, and has been answered to be.
    await chronicle.change(value, named("approve"), true, async () => {});
    keys.add(value);
    for (let turn = 0; turn < 8 && !isEnough(); turn += 1) {
      await sleep(Math.random() * 60);
      const [what, works] = turn % 2 === 0 ? (["deactivate", false] as const) : (["restore", true] as const);
      const mutation = `${what}ClientApplication`;
      await chronicle.change(value, named(what), works, () =>
        persistently(() => person.mutate(mutation, ofApplication, whole)),
      );
    }
    await chronicle.change(value, named("restore"), true, () =>
      persistently(() => person.mutate("restoreClientApplication", ofApplication, whole)),
    );
    await sleep(Math.random() * 60);
    const ending = number % 3;
    if (ending === 0) {
      const rotation = { apiKeyId, overlapHours: 0 };
      await chronicle.change(value, named("rotate"), false, () =>
        persistently(() => person.mutate("rotateApiKey", rotation, "successor { id }"), "LIMIT_REACHED"),
      );
    } else if (ending === 1) {
      await chronicle.change(value, named("revoke"), false, () =>
        persistently(() => person.mutate("revokeApiKey", { apiKeyId }, "apiKey { id }"), "ALREADY_REVOKED"),
      );
    }
    await sleep(Math.random() * 60);
    const deletion = { ...ofApplication, confirmName: application.name };
    await chronicle.change(value, named("delete"), false, () =>
      persistently(
        () => person.mutate("deleteClientApplication", deletion, "userErrors { code }"),
        "NOT_FOUND",
      ),
    );
    await sleep(150);
    keys.delete(value);
  }
}

async function liveKey(person: Person, id: string): Promise<string> {
  const query = "query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { id status } } } }";
  return eventually(async () => {
    const { data } = await person.ask(query, { id }).catch(() => ({ data: undefined }));
    const key = data?.clientApplication?.grants[0].apiKeys[0];
    return key?.status === "ACTIVE" && key.id;
  });
}

/** Until the database lets it through; `done` is the code of one that was carried out before, without an answer. */
async function persistently<T>(work: () => Promise<T>, done = "none"): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const text = String(error);
      if (text.includes(`"${done}"`)) return undefined as T;
      if (!/UNAVAILABLE|OVERLOADED|fetch failed|INTERNAL_SERVER_ERROR|ECONNRESET/.test(text)) throw error;
      await sleep(50);
    }
  }
}
