import { expect } from "@jest/globals";
import type { Json } from "./client.js";
import { inTurns } from "./race-rounds.js";
import { byId } from "./references.js";
import { rounds } from "./rounds.js";
import { Person, type Story, startStory } from "./story.js";

/** A running Portico with two colleagues who send more than one address may. */
export interface RaceStory extends Story {
  readonly ada: Racer;
  readonly bob: Racer;
  readonly bobId: string;
  /** One application for each of so many races, registered by Ada, in the environments with these slugs. */
  applications(name: string, environments?: readonly string[]): Promise<RaceApplication[]>;
  /** One for each round, shared with Bob. */
  sharedApplications(name: string, environments?: readonly string[]): Promise<RaceApplication[]>;
}

export interface RaceApplication {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** By the environment's slug. */
  readonly keyIds: Readonly<Record<string, string>>;
}

/** Sends each race's requests from an address of its own: the rate limit counts by address. */
export class Racer extends Person {
  static of({ url, email, cookie, token, address }: Person): Racer {
    return Object.assign(new Racer(url, email), { cookie, token, address });
  }

  in(round: number): Racer {
    return Object.assign(Racer.of(this), { address: `10.0.${Math.floor(round / 250)}.${round % 250}` });
  }

  /** A mutation's payload; fails for anything but a 200 without errors. */
  async sends(name: string, input: object, selection: string): Promise<Json> {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const userErrors = "userErrors { code message path ... on StaleVersionError { currentVersion } }";
    const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} ${userErrors} } }`;
    const response = await this.raw(query, { input });
    const { data, errors } = (await response.json()) as Json;
    expect({ status: response.status, errors }).toEqual({ status: 200, errors: undefined });
    return data[name];
  }
}

export async function startRaces(domain: string): Promise<RaceStory> {
  const story = await startStory({ settings: { TRUSTED_PROXIES: "127.0.0.1" } });
  const ada = Racer.of(await story.readyDeveloper(`ada@${domain}`));
  const bob = Racer.of(await story.readyDeveloper(`bob@${domain}`));
  const bobId: string = (await bob.data("{ me { id } }")).me.id;
  const { catalogue } = story;

  const register = async (
    name: string,
    round: number,
    environments: readonly string[],
  ): Promise<RaceApplication> => {
    const application = await ada.in(round).registers({
      name: `${name} ${round}`,
      description: "Runs a race.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: byId(catalogue.accounts),
      environments: environments.map((slug) => ({ slug })),
    });
    const keyIds = Object.fromEntries(
      application.grants.map(({ environment, apiKeys }: Json) => [environment.slug, apiKeys[0].id]),
    );
    return { id: application.id, name: application.name, version: application.version, keyIds };
  };
  const share = async (application: RaceApplication, round: number): Promise<RaceApplication> => {
    const input = { clientApplicationId: application.id, developerId: bobId };
    const { clientApplication } = await ada
      .in(round)
      .mutate("addCoOwner", input, "clientApplication { version }");
    return { ...application, version: clientApplication.version };
  };
  const applications = (name: string, environments: readonly string[] = ["development"]) =>
    inTurns(Array<string>(rounds).fill(name), 8, (_, round) => register(name, round, environments));
  return {
    ...story,
    ada,
    bob,
    bobId,
    applications,
    sharedApplications: async (name, environments) =>
      inTurns(await applications(name, environments), 8, share),
  };
}

/** The codes of a payload's user errors. */
export function codesOf({ userErrors }: Json): string[] {
  return userErrors.map(({ code }: Json) => code);
}
