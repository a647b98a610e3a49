import { LockMode } from "@mikro-orm/postgresql";
import type { Developers } from "../../../application/ports/unit-of-work.js";
import { Developer, type DeveloperState } from "../../../domain/developer/developer.js";
import type { Id } from "../../../domain/id.js";
import { DeveloperIdentityRow, DeveloperRow } from "../entities/developer.js";
import type { Em } from "../orm.js";
import { type RowOf, RowSet } from "../row-set.js";
import { Tracked } from "../tracked.js";

type Row = RowOf<typeof DeveloperRow>;

export class MikroDevelopers implements Developers {
  readonly tracked = new Tracked<DeveloperState, Developer>();
  private readonly rows: RowSet<Row>;

  constructor(private readonly em: Em) {
    this.rows = new RowSet<Row>(em, DeveloperRow, ({ id }) => id);
  }

  async lock(developerId: Id<"dev">): Promise<Developer | null> {
    return this.load({ id: developerId });
  }

  async read(developerId: Id<"dev">): Promise<Developer | null> {
    return this.load({ id: developerId }, LockMode.NONE);
  }

  async findBySubject(subject: string): Promise<Developer | null> {
    const identity = await this.em.findOne(DeveloperIdentityRow, { subject });
    return identity && this.load({ id: identity.developerId });
  }

  async findByEmail(email: string): Promise<Developer | null> {
    return this.load({ email });
  }

  add(developer: Developer): void {
    this.tracked.added(developer);
  }

  linkIdentity(subject: string, developer: Developer, now: Date): void {
    this.em.persist(
      this.em.create(DeveloperIdentityRow, { subject, developerId: developer.id, createdAt: now }),
    );
  }

  async eraseTraces(developerId: Id<"dev">, email: string): Promise<void> {
    const statements: [sql: string, parameters: string[]][] = [
      ["delete from developer_identity where developer_id = ?", [developerId]],
      // But for the one that this very command may hold.
      ["delete from idempotency_record where developer_id = ? and response is not null", [developerId]],
      // Whichever sub-address of the mailbox they were sent to (R2).
      ["delete from mailbox_message where regexp_replace(lower(recipient), '[+][^@]*@', '@') = ?", [email]],
      // The one change that the trail allows: it stays readable, and tells of no address.
      ["update audit_entry set actor_address = null where actor_id = ?", [developerId]],
    ];
    for (const [sql, parameters] of statements) await this.em.execute(sql, parameters);
  }

  save(): void {
    for (const { state } of this.tracked.changed()) this.rows.put(toRow(state));
  }

  private async load(
    where: { id: Id<"dev"> } | { email: string },
    lockMode: LockMode.NONE | LockMode.PESSIMISTIC_WRITE = LockMode.PESSIMISTIC_WRITE,
  ): Promise<Developer | null> {
    const row = await this.rows.findOne(where, { lockMode });
    return row && this.tracked.loaded(Developer.fromState(toState(row)));
  }
}

function toState({ id, email, createdAt, termsVersion, termsAcceptedAt, ...profile }: Row): DeveloperState {
  const { givenName, familyName, jobTitle, phone } = profile;
  return {
    id,
    email,
    profile: { givenName, familyName, jobTitle, phone },
    termsAcceptance:
      termsVersion && termsAcceptedAt ? { version: termsVersion, acceptedAt: termsAcceptedAt } : null,
    createdAt,
  };
}

function toRow({ id, email, profile, termsAcceptance, createdAt }: DeveloperState): Row {
  return {
    id,
    email,
    ...profile,
    termsVersion: termsAcceptance?.version ?? null,
    termsAcceptedAt: termsAcceptance?.acceptedAt ?? null,
    createdAt,
  };
}
