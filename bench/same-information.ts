import { deepStrictEqual } from "node:assert";
import type { Callers } from "./callers.js";
import { requestOf } from "./measure.js";
import { informationOf, pages } from "./pages.js";
import type { Server } from "./servers.js";

/** Every so many callers' answers are compared. */
const every = 40;

/** @throws {AssertionError} with the difference, where two servers do not give one caller the same. */
export async function checkSameInformation(servers: readonly Server[], callers: Callers): Promise<number> {
  let compared = 0;
  for (const page of pages) {
    const asked = servers.map((server) => ({ server, questions: page.questions(server, callers) ?? [] }));
    const several = asked.filter(({ questions }) => questions.length > 0);
    const count = several[0]?.questions.length ?? 0;
    for (let place = 0; place < count; place += every) {
      const answers = await Promise.all(
        several.map(async ({ server, questions }) => {
          const question = questions[place];
          if (!question) throw new Error(`${server.name} has fewer questions than others for ${page.name}.`);
          const { path, ...request } = requestOf(question, place);
          const answer = (await (await fetch(`${server.url}${path}`, request)).json()) as {
            data?: unknown;
            errors?: unknown;
          };
          if (answer.errors)
            throw new Error(`${server.name}, ${page.name}: ${JSON.stringify(answer.errors)}`);
          return { server, information: informationOf(server, answer) };
        }),
      );
      const [first, ...others] = answers;
      for (const other of others) {
        deepStrictEqual(
          other.information,
          first?.information,
          `${other.server.name} does not say the same as ${first?.server.name} on ${page.name}.`,
        );
        compared += 1;
      }
    }
  }
  return compared;
}
