import type { DomainEvent } from "../../src/application/domain-event.js";
import type { ApiEnvironment } from "../../src/domain/catalogue/api-environment.js";
import { ClientApplication } from "../../src/domain/client-application/client-application.js";
import { DomainError, refuse } from "../../src/domain/domain-error.js";
import type { Id } from "../../src/domain/id.js";
import { Partner } from "../../src/domain/partner/partner.js";
import * as fixtures from "../support/domain.js";
import { type Command, type Environment, leading, people, products, redirectUrls } from "./commands.js";

const places: Record<Environment, ApiEnvironment> = {
  development: fixtures.development,
  vault: fixtures.onceOnly,
  production: fixtures.production,
};
const catalogue = {
  products: products.map((slug) => ({ id: `prd_${slug}` as const, slug, name: slug, isOpen: true })),
  environments: Object.values(places),
};
const members = people
  .filter((name) => name !== "stranger")
  .map((name) => fixtures.developer(`dev_${name}` as const));
const company = fixtures.company(fixtures.developer("dev_admin"), ...members);
const elsewhere = fixtures.company(fixtures.developer("dev_stranger", "stranger@elsewhere.example"));

/** The aggregate, told what to do as the use cases tell it. */
export class Subject {
  application: ClientApplication;
  now: Date;
  private partner = company;
  private readonly newId = fixtures.ids();
  private clients = 0;
  private readonly issuer = { ...fixtures.issuer(), clientId: () => `cli_${++this.clients}` as const };

  constructor(isConfidential: boolean, chosen: string[], environments: Environment[], start: number) {
    this.now = new Date(start);
    this.application = ClientApplication.register(
      company.readyMember(fixtures.developer("dev_ada"), fixtures.terms),
      {
        ...fixtures.registration,
        type: isConfidential ? "WEB" : "MOBILE",
        redirectUrls: redirectUrls.slice(0, 1),
        productIds: chosen.map((slug) => `prd_${slug}` as const),
        environmentIds: environments.map((slug) => places[slug].id),
      },
      catalogue,
      { newId: this.newId, now: this.now },
    );
    this.application.events.take();
  }

  grantIn(environment: Environment) {
    return this.application.state.grants.find(
      ({ environmentId }) => environmentId === places[environment].id,
    );
  }

  /** "done" or the codes of the refusal, and what has happened. */
  do(command: Command, seen: readonly string[]): { outcome: string; events: DomainEvent[] } {
    try {
      this.carryOut(command, seen);
      return { outcome: "done", events: this.application.events.take() };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return {
        outcome: leading(error.problems.map(({ code }) => code)),
        events: this.application.events.take(),
      };
    }
  }

  private carryOut(command: Command, seen: readonly string[]): void {
    if (command.kind === "wait") this.now = new Date(this.now.getTime() + command.hours * 3_600_000);
    else if (command.kind === "ownerLeaves") this.removeOwner();
    else if (command.kind === "provision") this.provision(places[command.environment]);
    else this.command(command, seen);
  }

  private command(command: Extract<Command, { by: string }>, seen: readonly string[]): unknown {
    const { application, now, newId } = this;
    const partner = command.by === "stranger" ? elsewhere : this.partner;
    const by = partner.member(`dev_${command.by}`);
    // As the repository: what is deleted, or another company's, is not found.
    if (application.isDeleted || by.partnerId !== application.state.partnerId) refuse("NOT_FOUND", "None.");
    const key = "key" in command ? ((seen[command.key % seen.length] ?? "key_") as Id<"key">) : "key_";
    const grant = "environment" in command ? (this.grantIn(command.environment)?.id ?? "grt_none") : "grt_";
    const retrieval = (id: string | null) =>
      id === fixtures.onceOnly.id ? ("ONCE" as const) : ("REPEATABLE" as const);
    switch (command.kind) {
      case "edit": {
        const version = application.state.version - (command.isStale ? 1 : 0);
        const edit = {
          name: command.name,
          productIds: command.products?.map((slug) => `prd_${slug}` as const),
          environmentIds: command.environments?.map((slug) => places[slug].id),
          redirectUrls: command.redirectUrls,
        };
        return application.edit(
          by,
          { ready: () => fixtures.ready, expectedVersion: version, edit },
          catalogue,
          { newId, now },
        );
      }
      case "addCoOwner":
        return application.addCoOwner(by, partner.member(`dev_${command.whom}`), now);
      case "removeCoOwner":
        return application.removeCoOwner(by, `dev_${command.whom}`, now);
      case "transferOwnership": {
        const departed = partner.formerMember(application.state.ownerId);
        return application.transferOwnership(by, partner.member(`dev_${command.whom}`), departed, now);
      }
      case "revokeApiKey":
        return application.revokeApiKey(by, key, now);
      case "revealApiKey":
        return application.revealApiKey(by, key, retrieval(application.environmentOfKey(key)), now);
      case "rotateApiKey":
        return application.rotateApiKey(by, key, command.hours, { newId, now });
      case "revokeGrantCredentials":
        return application.revokeGrantCredentials(by, grant, now);
      case "revealClientSecret":
        return application.revealClientSecret(
          by,
          grant,
          retrieval(application.environmentOfGrant(grant)),
          now,
        );
      case "rotateClientSecret":
        return application.rotateClientSecret(by, grant, command.hours, { issuer: this.issuer, now });
      case "deactivate":
        return application.deactivate(by, now);
      case "restore":
        return application.restore(by, now);
      case "delete":
        return application.delete(by, command.isNameRight ? application.state.name : "Another", now);
    }
  }

  private removeOwner(): void {
    const { ownerId } = this.application.state;
    if (ownerId === "dev_admin") return;
    const { state } = this.partner;
    const left = state.members.filter(({ developerId }) => developerId !== ownerId);
    this.partner = Partner.fromState({ ...state, members: left });
  }

  private provision(environment: ApiEnvironment): void {
    if (this.application.isDeleted) return;
    this.application.issueMissingCredentials(environment, this.issuer, this.now);
    const desired = this.application.desiredAccess(environment.id, this.now);
    this.application.confirmProvisioned(environment.id, desired, this.now);
    this.application.events.take();
  }
}
