import type { Developers, HashedAddress, Vouching } from "../../../application/ports/unit-of-work.js";
import { Developer, type DeveloperState } from "../../../domain/developer/developer.js";
import type { Id } from "../../../domain/id.js";
import { DeveloperIdentityRow, DeveloperRow, ErasedIdentityRow } from "../entities/developer.js";
import type { Em } from "../orm.js";
import { type RowOf, RowSet } from "../row-set.js";
import { rowsBy } from "../rows-by.js";
import { Tracked } from "../tracked.js";

type Row = RowOf<typeof DeveloperRow>;

/** In milliseconds: a day longer than a token of a provider may be good. */
const keptFor = 31 * 24 * 3_600_000;

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
    if (this.rows.get(developerId)) return this.load({ id: developerId }, { isLocked: false });
    const [read] = await rowsBy<object>(this.em, "select * from developer where id = $1", [developerId]);
    return this.fromRow(read ?? null);
  }

  /** Of a row that a statement has read. */
  fromRow(read: object | null): Developer | null {
    const [row] = this.rows.take(read ? [read] : []);
    return row ? this.tracked.loaded(Developer.fromState(toState(row))) : null;
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

  async vouchingOf(subject: string): Promise<Vouching | null> {
    // As it is now that the developer is locked, whatever was read before.
    const identity = await this.em.findOne(DeveloperIdentityRow, { subject }, { refresh: true });
    return identity && { email: identity.email, vouchedAt: identity.vouchedAt ?? null };
  }

  async linkIdentity(subject: string, developer: Developer, vouching: Vouching, now: Date): Promise<void> {
    const known = await this.em.findOne(DeveloperIdentityRow, { subject });
    if (known) this.em.assign(known, { developerId: developer.id, ...vouching });
    else {
      const row = { subject, developerId: developer.id, ...vouching, createdAt: now };
      this.em.persist(this.em.create(DeveloperIdentityRow, row));
    }
  }

  async subjectsOf(developerId: Id<"dev">): Promise<string[]> {
    return (await this.em.find(DeveloperIdentityRow, { developerId })).map(({ subject }) => subject);
  }

  async unlinkOthers(developerId: Id<"dev">, subject: string): Promise<void> {
    const parameters = [developerId, subject];
    await this.em.execute(
      "delete from developer_identity where developer_id = ? and subject <> ?",
      parameters,
    );
  }

  async rememberErased(hashes: readonly string[], now: Date): Promise<void> {
    const long = new Date(now.getTime() - keptFor);
    await this.em.execute("delete from erased_identity where erased_at < ?", [long]);
    await this.em.execute(
      `insert into erased_identity (hash, erased_at)
       select hash, ?::timestamptz from jsonb_array_elements_text(?::jsonb) as hash
           on conflict (hash) do update set erased_at = excluded.erased_at`,
      [now, JSON.stringify([...new Set(hashes)])],
    );
  }

  async erasedAt(hashes: readonly string[]): Promise<Date | null> {
    const found = await this.em.find(ErasedIdentityRow, { hash: { $in: [...hashes] } });
    return (
      found.map(({ erasedAt }) => erasedAt).sort((one, other) => other.getTime() - one.getTime())[0] ?? null
    );
  }

  async earlierAddresses(developerId: Id<"dev">): Promise<string[]> {
    const rows = await this.em.execute<{ email: string }[]>(
      `select email from earlier_address
        where developer_id = ? and not exists (select from developer where developer.email = earlier_address.email)`,
      [developerId],
    );
    return rows.map(({ email }) => email);
  }

  async eraseTraces(developerId: Id<"dev">, addresses: readonly HashedAddress[]): Promise<void> {
    const emails = JSON.stringify(addresses.map(({ email }) => email));
    const hashes = JSON.stringify(addresses.flatMap((each) => each.hashes));
    const mailbox = "mailbox in (select jsonb_array_elements_text(?::jsonb))";
    const statements: [sql: string, parameters: string[]][] = [
      ["delete from developer_identity where developer_id = ?", [developerId]],
      // But for the one that this very command may hold.
      ["delete from idempotency_record where developer_id = ? and response is not null", [developerId]],
      // Whichever sub-address of the mailbox they were sent to (R2).
      [
        `delete from mailbox_message
          where regexp_replace(lower(recipient), '[+][^@]*@', '@') in (select jsonb_array_elements_text(?::jsonb))`,
        [emails],
      ],
      [`delete from outgoing_mail where ${mailbox}`, [hashes]],
      [`delete from mail_allowance where ${mailbox}`, [hashes]],
      ["delete from earlier_address where developer_id = ?", [developerId]],
      // The one change that the trail allows: it stays readable, and tells of no address.
      ["update audit_entry set actor_address = null where actor_id = ?", [developerId]],
    ];
    for (const [sql, parameters] of statements) await this.em.execute(sql, parameters);
  }

  async save(): Promise<void> {
    for (const { aggregate, loaded } of this.tracked.changes()) {
      this.rows.put(toRow(aggregate.state));
      if (!loaded || aggregate.isErased || loaded.email === aggregate.state.email) continue;
      await this.em.execute(
        `insert into earlier_address (developer_id, email, left_at) values (?, ?, now())
             on conflict (developer_id, email) do update set left_at = excluded.left_at`,
        [aggregate.id, loaded.email],
      );
    }
  }

  private async load(
    where: { id: Id<"dev"> } | { email: string },
    { isLocked } = { isLocked: true },
  ): Promise<Developer | null> {
    // Not `for update`: who only refers to the developer, as an application to its owner, holds their member's row already, and
    // would wait in a circle with them.
    if (isLocked) {
      const [[column, value] = []] = Object.entries(where);
      await this.em.execute(`select from developer where ${column} = ? for no key update`, [value]);
    }
    const row = await this.rows.findOne(where, { refresh: isLocked });
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
