import { LockMode } from "@mikro-orm/postgresql";
import type { Partners } from "../../../application/ports/unit-of-work.js";
import { Partner, type PartnerState } from "../../../domain/partner/partner.js";
import { MemberRow, PartnerDomainRow, PartnerRow } from "../entities/people.js";
import type { Em } from "../orm.js";
import { type RowOf, RowSet } from "../row-set.js";
import { Tracked } from "../tracked.js";

type Row = RowOf<typeof PartnerRow>;
type DomainRow = RowOf<typeof PartnerDomainRow>;
type MembershipRow = RowOf<typeof MemberRow>;

export class MikroPartners implements Partners {
  readonly tracked = new Tracked<PartnerState, Partner>();
  private readonly rows: RowSet<Row>;
  private readonly domainRows: RowSet<DomainRow>;
  private readonly memberRows: RowSet<MembershipRow>;

  constructor(private readonly em: Em) {
    this.rows = new RowSet<Row>(em, PartnerRow, ({ id }) => id);
    this.domainRows = new RowSet<DomainRow>(em, PartnerDomainRow, ({ domain }) => domain);
    this.memberRows = new RowSet<MembershipRow>(em, MemberRow, ({ developerId }) => developerId);
  }

  readonly find = async (partnerId: string, concerning: readonly string[]): Promise<Partner | null> =>
    this.load(partnerId, concerning, LockMode.PESSIMISTIC_WRITE);

  /** The members' rows are share-locked, so that a removal waits for this transaction or comes before it. */
  readonly read = async (partnerId: string, concerning: readonly string[]): Promise<Partner | null> =>
    this.load(partnerId, concerning, LockMode.NONE);

  async findByDomain(domain: string, concerning: readonly string[]): Promise<Partner | null> {
    await this.em.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", [
      `partner-domain:${domain}`,
    ]);
    const holder = await this.em.findOne(PartnerDomainRow, { domain });
    return holder && this.find(holder.partnerId, concerning);
  }

  add(partner: Partner): void {
    this.tracked.added(partner);
  }

  save(): void {
    for (const { state } of this.tracked.changed()) {
      const { id, domains, details, members, createdAt, updatedAt } = state;
      this.rows.put({ id, ...details, createdAt, updatedAt });
      const ofPartner = (row: { partnerId: string }) => row.partnerId === id;
      const domainRows = domains.map((domain) => ({ domain, partnerId: id }));
      const memberRows = members.map((member) => ({ ...member, partnerId: id }));
      for (const row of domainRows) this.domainRows.put(row);
      for (const row of memberRows) this.memberRows.put(row);
      this.domainRows.keepOnly(domainRows, ofPartner);
      this.memberRows.keepOnly(memberRows, ofPartner);
    }
  }

  private async load(
    partnerId: string,
    concerning: readonly string[],
    lockMode: LockMode.PESSIMISTIC_WRITE | LockMode.NONE,
  ): Promise<Partner | null> {
    const row = await this.rows.findOne({ id: partnerId }, { lockMode });
    if (!row) return null;
    const domains = await this.domainRows.find({ partnerId });
    const members = await this.memberRows.find(
      { partnerId, $or: [{ role: "ADMIN" }, { developerId: { $in: [...concerning] } }] },
      { lockMode: LockMode.PESSIMISTIC_READ },
    );
    return this.tracked.loaded(Partner.fromState(toState(row, domains, members)));
  }
}

function toState(row: Row, domains: DomainRow[], members: MembershipRow[]): PartnerState {
  const { id, legalName, website, country, contactEmail, createdAt, updatedAt } = row;
  return {
    id,
    domains: domains.map(({ domain }) => domain),
    details: { legalName, website, country, contactEmail },
    members: members.map(({ developerId, role, joinedAt }) => ({ developerId, role, joinedAt })),
    createdAt,
    updatedAt,
  };
}
