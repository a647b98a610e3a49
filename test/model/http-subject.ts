import type { Json } from "../support/client.js";
import { Racer } from "../support/race-story.js";
import type { Story } from "../support/story.js";
import { type Command, type Environment, leading, type Name, people, redirectUrls } from "./commands.js";

/** Where the model's words stand for sample data. */
const slugs: Record<string, string> = { vault: "uat", cards: "digital-banking" };
export const slugOf = (word: string) => slugs[word] ?? word;
export const wordOf = (slug: string) => Object.keys(slugs).find((word) => slugs[word] === slug) ?? slug;

export interface Cast {
  readonly story: Story;
  readonly persons: Readonly<Record<Name, Racer>>;
  readonly ids: Readonly<Record<Name, string>>;
}

/** Four of one company, its ADMIN first, and a stranger. */
export async function signUpCast(story: Story): Promise<Cast> {
  const order: Name[] = ["admin", ...people.filter((name) => name !== "admin")];
  const persons: Partial<Record<Name, Racer>> = {};
  const ids: Partial<Record<Name, string>> = {};
  for (const name of order) {
    const domain = name === "stranger" ? "elsewhere.example" : "model.example";
    persons[name] = Racer.of(await story.readyDeveloper(`${name}@${domain}`));
    ids[name] = (await persons[name].data("{ me { id } }")).me.id;
  }
  return { story, persons: persons as Cast["persons"], ids: ids as Cast["ids"] };
}

/** Each application's own; too short a one stays so. */
const nameOf = (name: string, number: number) => (name.length < 3 ? name : `${name} ${number}`);

/** One application, told what to do over HTTP. */
export class HttpSubject {
  /** Every key that was ever seen. */
  readonly seen: string[] = [];

  private constructor(
    private readonly cast: Cast,
    readonly number: number,
    readonly id: string,
    private readonly grantIds: Map<string, string>,
  ) {}

  static async register(
    cast: Cast,
    number: number,
    isConfidential: boolean,
    products: readonly string[],
    environments: readonly Environment[],
  ): Promise<HttpSubject> {
    const application = await cast.persons.ada.in(number).registers({
      name: `Ledger ${number}`,
      description: "Has a story.",
      type: isConfidential ? "WEB" : "MOBILE",
      authentication: "AUTHORIZATION_CODE",
      redirectUrls: redirectUrls.slice(0, 1),
      products: products.map((word) => ({ slug: slugOf(word) })),
      environments: environments.map((word) => ({ slug: slugOf(word) })),
    });
    return new HttpSubject(cast, number, application.id, new Map());
  }

  /** The facts in the database: what the model has to learn of the worker's progress, and is compared with. */
  async facts(): Promise<Json> {
    const { pool } = this.cast.story.services;
    const { rows } = await pool.query(
      `select to_jsonb(a) as application, coalesce((
         select jsonb_agg(to_jsonb(g) || jsonb_build_object('environment', e.slug, 'keys', coalesce((
           select jsonb_agg(to_jsonb(k) || jsonb_build_object('product', p.slug))
             from api_key k join api_product p on p.id = k.product_id where k.grant_id = g.id), '[]')))
           from access_grant g join api_environment e on e.id = g.environment_id
          where g.application_id = a.id), '[]') as grants
         from client_application a where a.id = $1`,
      [this.id],
    );
    const [facts] = rows;
    if (!facts) return null;
    for (const grant of facts.grants) this.grantIds.set(wordOf(grant.environment), grant.id);
    return facts;
  }

  /** Of the facts, in the model's words, what a person decides. */
  observed({ application, grants }: Json) {
    const { ids, story } = this.cast;
    const nameOf = (id: string) => Object.entries(ids).find(([, each]) => each === id)?.[0];
    const slugOfId = (id: string) => Object.entries(story.catalogue).find(([, each]) => each === id)?.[0];
    return {
      name: application.name,
      version: application.version,
      owner: nameOf(application.owner_id),
      coOwners: application.co_owner_ids.map(nameOf).sort(),
      isDeactivated: application.deactivated_at !== null,
      products: application.product_ids.map((id: string) => wordOf(slugOfId(id) ?? id)).sort(),
      redirectUrls: application.redirect_urls,
      environments: grants.map(({ environment }: Json) => wordOf(environment)).sort(),
      keys: grants
        .flatMap(({ keys }: Json) =>
          keys.map((key: Json) => [key.id, wordOf(key.product), key.revoked_at !== null]),
        )
        .sort() as [string, string, boolean][],
    };
  }

  /** "done" or the codes of the refusal. */
  async do(command: Command & { by: Name }, version: number, name: string): Promise<string> {
    const [mutation, input, selection] = this.request(command, version, name);
    const person = this.cast.persons[command.by].in(this.number);
    const { userErrors } = await person.sends(mutation, input, selection);
    return leading(userErrors.map(({ code }: Json) => code)) || "done";
  }

  private request(
    command: Command & { by: Name },
    version: number,
    name: string,
  ): [mutation: string, input: object, selection: string] {
    const clientApplicationId = this.id;
    const whole = "clientApplication { id }";
    const apiKeyId = "key" in command ? this.seen[command.key % this.seen.length] : undefined;
    const grantId = "environment" in command ? (this.grantIds.get(command.environment) ?? "grt_none") : "";
    switch (command.kind) {
      case "edit":
        return [
          "editClientApplication",
          {
            clientApplicationId,
            expectedVersion: version - (command.isStale ? 1 : 0),
            name: command.name && nameOf(command.name, this.number),
            products: command.products?.map((word) => ({ slug: slugOf(word) })),
            environments: command.environments?.map((word) => ({ slug: slugOf(word) })),
            redirectUrls: command.redirectUrls,
          },
          whole,
        ];
      case "addCoOwner":
      case "removeCoOwner":
      case "transferOwnership":
        return [command.kind, { clientApplicationId, developerId: this.cast.ids[command.whom] }, whole];
      case "revokeApiKey":
        return [command.kind, { apiKeyId }, "apiKey { id }"];
      case "revealApiKey":
        return [command.kind, { apiKeyId }, "value"];
      case "rotateApiKey":
        return [command.kind, { apiKeyId, overlapHours: command.hours }, "successor { id }"];
      case "revokeGrantCredentials":
        return [command.kind, { grantId }, "grant { id }"];
      case "revealClientSecret":
        return [command.kind, { grantId }, "value"];
      case "rotateClientSecret":
        return [command.kind, { grantId, overlapHours: command.hours }, "grant { id }"];
      case "deactivate":
      case "restore":
        return [`${command.kind}ClientApplication`, { clientApplicationId }, whole];
      case "delete":
        return [
          "deleteClientApplication",
          { clientApplicationId, confirmName: command.isNameRight ? name : "Another" },
          "deletedClientApplicationId",
        ];
      default:
        throw new Error(`${command.kind} is nothing that a person does.`);
    }
  }
}
