import type { Actor } from "../../src/application/actor.js";
import { type Commands, createCommands } from "../../src/application/create-commands.js";
import { admitDeveloper } from "../../src/application/developer/admit-developer.js";
import { followAddress } from "../../src/application/developer/follow-address.js";
import type { JobName, JobPayload } from "../../src/application/jobs.js";
import type { Gateway } from "../../src/application/ports/gateway.js";
import type { Ids } from "../../src/application/ports/ids.js";
import type { MailMessage } from "../../src/application/ports/mail.js";
import type { UnitOfWork } from "../../src/application/ports/unit-of-work.js";
import { reconcileEnvironment } from "../../src/application/provisioning/reconcile-environment.js";
import type { ApiEnvironment } from "../../src/domain/catalogue/api-environment.js";
import type { ApiProduct } from "../../src/domain/catalogue/api-product.js";
import type { Registration } from "../../src/domain/client-application/registration.js";
import type {
  AccessGrantState,
  ApiKeyState,
  ClientApplicationState,
} from "../../src/domain/client-application/state.js";
import type { Id } from "../../src/domain/id.js";
import { usualQuotas } from "../../src/domain/quotas.js";
import { ownPageLinks } from "../../src/http/own-page-links.js";
import { readNetwork } from "../../src/infrastructure/networks.js";
import { readPhoneNumber } from "../../src/infrastructure/phone-numbers.js";
import { generateKeyring, parseKeyring } from "../../src/infrastructure/secrets/keyring.js";
import { createSecretVault } from "../../src/infrastructure/secrets/secret-vault.js";
import { accounts, catalogueState, development, now, registration } from "./domain.js";
import { inMemoryGateway } from "./in-memory-gateway.js";
import { emptyStore, inMemoryUnitOfWork, type Store } from "./in-memory-unit-of-work.js";

const isPublicDomain = (domain: string) => domain === "gmail.com";
const links = ownPageLinks("https://portico.example");
const vault = createSecretVault(parseKeyring(generateKeyring()));

/** The use cases on ports in memory: no database, no queue, no clock but its own. */
export class InMemoryPortico {
  now: Date;
  readonly gateway = inMemoryGateway();
  readonly unitOfWork: UnitOfWork & { store(): Store };
  readonly ids: Ids;
  /** What was queued beside transactions. */
  readonly mails: MailMessage[] = [];
  readonly clock = { now: () => this.now };
  /** Set before `commands` are asked for. */
  get commands(): Commands {
    return createCommands(this.ports);
  }

  quotas = usualQuotas;
  /** What DNS says, by name. */
  readonly txtRecords = new Map<string, string[]>();
  /** The names that DNS was asked for. */
  readonly lookUps: string[] = [];
  private readonly domainProofs = {
    newChallenge: () => `challenge-${++this.count}`,
    texts: async (name: string) => {
      this.lookUps.push(name);
      return this.txtRecords.get(name) ?? [];
    },
  };

  constructor(
    store: Store = emptyStore(catalogueState),
    private count = 0,
    begun = now,
  ) {
    this.now = begun;
    this.unitOfWork = inMemoryUnitOfWork(store);
    // As wide as real ones, so that they sort in the order in which they were made.
    this.ids = { next: (prefix) => `${prefix}_${String(++this.count).padStart(6, "0")}` };
  }

  get ports() {
    const { unitOfWork, clock, ids, quotas, mails } = this;
    const mail = { enqueue: async (message: MailMessage) => void mails.push(message) };
    return {
      unitOfWork,
      clock,
      ids,
      vault,
      quotas,
      mail,
      links,
      isPublicDomain,
      seesCertificates: true,
      domainProofs: this.domainProofs,
      readPhoneNumber,
      readNetwork,
    };
  }

  get store(): Store {
    return this.unitOfWork.store();
  }

  /** The same people and things, which from here on go a way of their own. */
  copy(): InMemoryPortico {
    return new InMemoryPortico(this.store, this.count, this.now);
  }

  /** Somebody's first or later sign-in with a verified address (R1 to R5). */
  async signsIn(email: string, subject = `idp|${email}`, issuedAt?: Date): Promise<Actor> {
    const admit = admitDeveloper({ ...this.ports, isPublicDomain });
    await admit({ subject, email, emailVerified: true, ...(issuedAt && { issuedAt }) }, null);
    return this.actor(this.store.subjects.get(subject) ?? "dev_");
  }

  /** Everybody signs in here, and nobody through another provider. */
  async keepsAccounts(): Promise<void> {
    for (const [subject, id] of [...this.store.subjects]) {
      this.store.subjects.delete(subject);
      this.store.subjects.set(subject.replace("idp|", "portico|"), id);
    }
  }

  /** Their provider says another address of somebody who is known (R2). */
  async moves({ developerId }: Actor, email: string): Promise<Actor> {
    const subject = [...this.store.subjects].find(([, id]) => id === developerId)?.[0] ?? "idp|nobody";
    const follow = followAddress({ ...this.ports, isPublicDomain });
    await follow({ subject, email, emailVerified: true }, null);
    return this.actor(this.store.subjects.get(subject) ?? "dev_");
  }

  /** The same, with everything done that registering an application needs (R10). */
  async joins(email: string): Promise<Actor> {
    const actor = await this.signsIn(email);
    const { updateProfile, acceptTerms, updateCompanyDetails } = this.commands;
    await updateProfile(actor, { givenName: "Ada", familyName: "Byron", jobTitle: "Engineer" });
    await acceptTerms(actor, { version: "1" });
    if (this.memberOf(actor)?.role === "ADMIN") {
      const website = "https://acme.example";
      const details = { legalName: "Acme Ltd", website, country: "NL", contactEmail: "it@acme.example" };
      await updateCompanyDetails(actor, details);
    }
    return actor;
  }

  /** Who sends a request: a member of the partner that they are in now, if any. */
  actor(developerId: Id<"dev">, isOperator = false): Actor {
    const partners = [...this.store.partners.values()];
    const partner = partners.find(({ members }) => members.some((each) => each.developerId === developerId));
    return { developerId, partnerId: partner?.id ?? null, isOperator, address: "192.0.2.1" };
  }

  memberOf({ partnerId, developerId }: Actor) {
    const { members = [] } = this.store.partners.get(partnerId ?? "") ?? {};
    return members.find((member) => member.developerId === developerId);
  }

  /** Registers an application and, unless `provision` is false, lets the worker make its keys live. */
  async registers(by: Actor, changes: Partial<Registration> = {}, provision = true): Promise<Id<"app">> {
    const wanted = { ...registration, ...changes };
    const { clientApplicationId } = await this.commands.registerClientApplication(by, wanted);
    if (provision) await this.works();
    return clientApplicationId;
  }

  application(id: Id<"app">): ClientApplicationState {
    const state = this.store.applications.get(id);
    if (!state) throw new Error(`There is no application ${id}.`);
    return state;
  }

  grantIn(id: Id<"app">, place: ApiEnvironment = development): AccessGrantState {
    const grant = this.application(id).grants.find(({ environmentId }) => environmentId === place.id);
    if (!grant) throw new Error(`It has no grant in ${place.name}.`);
    return grant;
  }

  /** The newest key for the product. */
  keyIn(id: Id<"app">, place: ApiEnvironment = development, product: ApiProduct = accounts): ApiKeyState {
    const key = this.grantIn(id, place).keys.findLast(({ productId }) => productId === product.id);
    if (!key) throw new Error(`It has no key for ${product.name} in ${place.name}.`);
    return key;
  }

  /** The key in clear. */
  async reveals(by: Actor, apiKeyId: Id<"key">): Promise<string> {
    return (await this.commands.revealApiKey(by, { apiKeyId })).value;
  }

  /** The client secret in clear. */
  async revealsSecret(by: Actor, grantId: Id<"grt">): Promise<string> {
    return (await this.commands.revealClientSecret(by, { grantId })).value;
  }

  /** Which of these keys in clear the environment's gateway lets in now. */
  async working(keys: readonly string[], { id }: ApiEnvironment = development): Promise<string[]> {
    const found = keys.map((key) => this.gateway.verify(id, vault.lookupHashes(key), this.now));
    const verified = await Promise.all(found);
    return keys.filter((_, index) => verified[index] !== null);
  }

  /** The payloads of the queued jobs of this name. */
  jobs<Name extends JobName>(name: Name): JobPayload<Name>[] {
    const jobs = this.store.jobs.filter((job) => job.name === name);
    return jobs.map(({ payload }) => payload as JobPayload<Name>);
  }

  /** What has been done, oldest first. */
  get trail(): string[] {
    return this.store.audit.map(({ action }) => action);
  }

  /** Brings the gateways to agree with every application, as the queued jobs would. */
  async works(gateway: Gateway = this.gateway): Promise<void> {
    const reconcile = reconcileEnvironment({ ...this.ports, gateway });
    for (const target of this.jobs("provision")) await reconcile(target);
  }
}
