import { LockMode, raw } from "@mikro-orm/postgresql";
import type {
  HashedAddress,
  InvitationSelection,
  Partners,
} from "../../../application/ports/unit-of-work.js";
import type { Id } from "../../../domain/id.js";
import { Partner, type PartnerState } from "../../../domain/partner/partner.js";
import {
  DomainProofRow,
  FormerMemberRow,
  FormerMembershipRow,
  InvitationRow,
  JoinRequestRow,
  MemberRow,
  PartnerDomainRow,
  PartnerRow,
} from "../entities/partner.js";
import { legalNameColumns } from "../legal-name-columns.js";
import type { Em } from "../orm.js";
import { isPending } from "../predicates.js";
import { RowSet } from "../row-set.js";
import { rowsBy } from "../rows-by.js";
import { Tracked } from "../tracked.js";
import {
  type CompanyRow,
  type DomainRow,
  type FormerRow,
  type InvitedRow,
  invitationRow,
  type MembershipData,
  type MembershipRow,
  type ProofRow,
  partnerState,
  type RequestRow,
  rowsOf,
} from "./partner-rows.js";

export class MikroPartners implements Partners {
  readonly tracked = new Tracked<PartnerState, Partner>();
  private readonly rows: RowSet<CompanyRow>;
  private readonly domainRows: RowSet<DomainRow>;
  private readonly memberRows: RowSet<MembershipRow, MembershipData>;
  private readonly invitationRows: RowSet<InvitedRow>;
  private readonly requestRows: RowSet<RequestRow>;
  private readonly formerRows: RowSet<FormerRow>;
  private readonly proofRows: RowSet<ProofRow>;

  constructor(private readonly em: Em) {
    this.rows = new RowSet<CompanyRow>(em, PartnerRow, ({ id }) => id);
    this.domainRows = new RowSet<DomainRow>(em, PartnerDomainRow, ({ domain }) => domain);
    this.memberRows = new RowSet<MembershipRow, MembershipData>(
      em,
      MemberRow,
      ({ developerId }) => developerId,
    );
    this.invitationRows = new RowSet<InvitedRow>(em, InvitationRow, ({ id }) => id);
    this.requestRows = new RowSet<RequestRow>(em, JoinRequestRow, ({ developerId }) => developerId);
    this.proofRows = new RowSet<ProofRow>(
      em,
      DomainProofRow,
      ({ partnerId, domain }) => `${partnerId} ${domain}`,
    );
    this.formerRows = new RowSet<FormerRow>(em, FormerMemberRow, ({ addressHash }) => addressHash);
  }

  readonly lock = async (
    partnerId: Id<"prt">,
    concerning: readonly string[],
    invitations?: InvitationSelection,
  ): Promise<Partner | null> => this.load(partnerId, exclusive, { concerning, invitations });

  /** The members' rows are share-locked, so that a removal waits for this transaction or comes before it. */
  readonly read = async (partnerId: Id<"prt">, concerning: readonly string[]): Promise<Partner | null> => {
    if (this.rows.get(partnerId)) return this.load(partnerId, shared, { concerning });
    const [read] = await rowsBy<ReadPartner>(this.em, reading, [partnerId, concerning]);
    if (!read?.partner) return null;
    const members = this.memberRows.take(read.members ?? []);
    const others = concerning.filter((id) => members.every(({ developerId }) => developerId !== id));
    return this.loaded(read.partner, read.domains, members, await this.requestsOf(partnerId, others));
  };

  /** Of rows that another statement has read, without requests to join it. */
  fromRows({ partner, domains, members }: ReadPartner): Partner | null {
    return partner && this.loaded(partner, domains, this.memberRows.take(members ?? []), []);
  }

  private loaded(
    partner: object,
    read: readonly object[] | null,
    members: MembershipRow[],
    requests: RequestRow[],
  ): Partner {
    const [row] = this.rows.take([partner]) as [CompanyRow];
    const domains = this.domainRows.take(read ?? []);
    const parts = { domains, members, requests, invitations: [], former: [], proofs: [] };
    return this.tracked.loaded(Partner.fromState(partnerState(row, parts)));
  }

  readonly lockForProof = async (
    partnerId: Id<"prt">,
    concerning: readonly string[],
  ): Promise<Partner | null> => this.load(partnerId, exclusive, { concerning, withProofs: true });

  async holderOf(domain: string): Promise<Id<"prt"> | null> {
    await this.em.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", [
      `partner-domain:${domain}`,
    ]);
    return (await this.em.findOne(PartnerDomainRow, { domain }))?.partnerId ?? null;
  }

  async lockByDomain(domain: string, address: HashedAddress): Promise<Partner | null> {
    const found = await this.byDomain(domain, address);
    return found && this.load(found.partnerId, exclusive, found);
  }

  async lockForDeparture(domain: string, address: HashedAddress): Promise<Partner | null> {
    const found = await this.byDomain(domain, address);
    if (!found) return null;
    const { partnerId, concerning } = found;
    const oldest = { orderBy: { joinedAt: "asc", developerId: "asc" }, limit: 1 } as const;
    const [eldest] = await this.em.find(MemberRow, { partnerId, developerId: { $nin: concerning } }, oldest);
    const [leaver] = concerning;
    return this.load(partnerId, exclusive, {
      ...found,
      concerning: eldest ? [...concerning, eldest.developerId] : concerning,
      invitations: leaver ? { ...found.invitations, sentBy: leaver } : found.invitations,
    });
  }

  private async byDomain(domain: string, { email, hashes }: HashedAddress) {
    const partnerId = await this.holderOf(domain);
    if (!partnerId) return null;
    const [developer] = await this.em.execute<{ id: Id<"dev"> }[]>(
      "select id from developer where email = ?",
      [email],
    );
    const concerning = developer ? [developer.id] : [];
    return { partnerId, concerning, invitations: { email }, hashes };
  }

  async leftAt(partnerId: Id<"prt">, developerId: Id<"dev">): Promise<Date | null> {
    const newest = { orderBy: { leftAt: "desc" }, limit: 1 } as const;
    const [left] = await this.em.find(FormerMembershipRow, { partnerId, developerId }, newest);
    return left?.leftAt ?? null;
  }

  async countMembers(partnerId: Id<"prt">): Promise<number> {
    return this.em.count(MemberRow, { partnerId });
  }

  async countInvitationMails(partnerId: Id<"prt">, developerId: Id<"dev">, since: Date): Promise<number> {
    const [found] = await this.em.execute<{ count: number }[]>(
      `select count(*)::int as count from invitation
        cross join jsonb_to_recordset(sendings) as sending ("byId" text, at timestamptz)
        where partner_id = ? and last_sent_at > ? and sending."byId" = ? and sending.at > ?`,
      [partnerId, since, developerId, since],
    );
    return found?.count ?? 0;
  }

  async countOpenInvitations(partnerId: Id<"prt">, now: Date, but?: Id<"inv">): Promise<number> {
    const others = but === undefined ? {} : { id: { $ne: but } };
    return this.em.count(InvitationRow, {
      partnerId,
      [raw((invitation) => isPending(invitation), [now])]: [],
      ...others,
    });
  }

  add(partner: Partner): void {
    this.tracked.added(partner);
  }

  async save(): Promise<void> {
    const changes = this.tracked.changes();
    const kept = changes.filter(({ aggregate }) => !aggregate.isDissolved);
    for (const { aggregate, loaded } of kept) this.put(aggregate.state, loaded);
    // After all are put: whoever has gone from one partner to another has one row, and keeps it.
    for (const { aggregate } of kept) this.keepOnly(aggregate.state);
    const dissolved = changes.filter(({ aggregate }) => aggregate.isDissolved);
    if (dissolved.length > 0) await this.em.flush();
    for (const { aggregate } of dissolved) await this.remove(aggregate.id);
  }

  private put(state: PartnerState, loaded: PartnerState | null): void {
    const { id, details, members, invitations, formerAddressHashes } = state;
    const { joiningPolicy, proposedJoiningPolicy, suspension, createdAt, updatedAt } = state;
    const stayed = new Set(members.map(({ developerId }) => developerId));
    for (const { developerId } of loaded?.members ?? []) {
      if (stayed.has(developerId)) continue;
      this.em.persist(this.em.create(FormerMembershipRow, { developerId, partnerId: id, leftAt: updatedAt }));
    }
    this.rows.put({
      id,
      ...details,
      ...legalNameColumns(details.legalName),
      joiningPolicy,
      proposedJoiningPolicy,
      suspendedAt: suspension?.at ?? null,
      suspensionReason: suspension?.reason ?? null,
      createdAt,
      updatedAt,
    });
    const { domainRows, memberRows, requestRows, proofRows } = rowsOf(state);
    for (const row of proofRows) this.proofRows.put(row);
    for (const row of domainRows) this.domainRows.put(row);
    for (const row of memberRows) this.memberRows.put(row);
    for (const row of requestRows) this.requestRows.put(row);
    for (const invitation of invitations) this.invitationRows.put(invitationRow(id, invitation));
    for (const addressHash of formerAddressHashes) this.formerRows.put({ partnerId: id, addressHash });
  }

  private keepOnly(state: PartnerState): void {
    const { domainRows, memberRows, requestRows, proofRows } = rowsOf(state);
    const ofPartner = ({ partnerId }: { partnerId: Id<"prt"> }) => partnerId === state.id;
    this.proofRows.keepOnly(proofRows, ofPartner);
    this.domainRows.keepOnly(domainRows, ofPartner);
    this.memberRows.keepOnly(memberRows, ofPartner);
    this.requestRows.keepOnly(requestRows, ofPartner);
  }

  /** With all that belongs to it, whether it was loaded or not. */
  private async remove(id: string): Promise<void> {
    for (const table of tablesOfPartner)
      await this.em.execute(`delete from ${table} where partner_id = ?`, [id]);
    await this.em.execute("delete from partner where id = ?", [id]);
  }

  private async load(
    partnerId: Id<"prt">,
    locks: Locks,
    { concerning, invitations: invited, hashes, withProofs }: Selection,
  ): Promise<Partner | null> {
    // Not `for update`: who only adds an application refers to the partner, and need not wait for it.
    if (locks.partner)
      await this.em.execute("select from partner where id = ? for no key update", [partnerId]);
    const row = await this.rows.findOne({ id: partnerId }, { refresh: true });
    if (!row) return null;
    const domains = await this.domainRows.find({ partnerId });
    // In one order, so that nobody waits in a circle.
    const members = await this.memberRows.find(
      { partnerId, $or: [{ role: "ADMIN" }, { developerId: { $in: [...concerning] } }] },
      { lockMode: locks.members, orderBy: { developerId: "asc" } },
    );
    const others = concerning.filter((id) => members.every(({ developerId }) => developerId !== id));
    const requests = await this.requestsOf(partnerId, others);
    const invitations = invited ? await this.invitations(partnerId, invited) : [];
    const former = hashes ? await this.formerRows.find({ partnerId, addressHash: { $in: [...hashes] } }) : [];
    const proofs = withProofs ? await this.proofRows.find({ partnerId }) : [];
    return this.tracked.loaded(
      Partner.fromState(partnerState(row, { domains, members, invitations, requests, former, proofs })),
    );
  }

  private async requestsOf(partnerId: Id<"prt">, developerIds: readonly string[]): Promise<RequestRow[]> {
    if (developerIds.length === 0) return [];
    return this.requestRows.find({ partnerId, developerId: { $in: [...developerIds] } });
  }

  private async invitations(partnerId: Id<"prt">, selection: InvitationSelection): Promise<InvitedRow[]> {
    const { email, sentBy }: { email?: string | undefined; sentBy?: Id<"dev"> } =
      "id" in selection
        ? { email: (await this.em.findOne(InvitationRow, { id: selection.id, partnerId }))?.email }
        : selection;
    const open = { acceptedAt: null, withdrawnAt: null };
    const either = [...(email ? [{ email }] : []), ...(sentBy ? [{ invitedById: sentBy, ...open }] : [])];
    if (either.length === 0) return [];
    return this.invitationRows.find({ partnerId, $or: either }, { orderBy: { id: "asc" } });
  }
}

export interface ReadPartner {
  readonly partner: object | null;
  readonly domains: object[] | null;
  readonly members: object[] | null;
}

/** Parts of a statement that reads a partner, with its id as `$1` and its members as `concerned`. */
export const readingPartner = {
  members: (isConcerned: string) => `
    select * from member where partner_id = $1 and (role = 'ADMIN' or ${isConcerned}) order by developer_id for share`,
  columns: `
         (select row_to_json(partner) from partner where id = $1) as partner,
         (select json_agg(held) from partner_domain as held where partner_id = $1) as domains,
         (select json_agg(concerned order by developer_id) from concerned) as members`,
};

/** By one statement, as commands that change something else do it most. Values: the partner's id, and those it concerns. */
const reading = `
  with concerned as materialized (${readingPartner.members("developer_id = any ($2::text[])")})
  select ${readingPartner.columns}`;

const tablesOfPartner = [
  "member",
  "join_request",
  "former_member",
  "former_membership",
  "invitation",
  "partner_domain",
  "domain_proof",
];

/** Who changes the partner keeps everybody else out; who reads it keeps its members. */
interface Locks {
  readonly partner: boolean;
  readonly members: LockMode.PESSIMISTIC_WRITE | LockMode.PESSIMISTIC_READ;
}
const exclusive: Locks = { partner: true, members: LockMode.PESSIMISTIC_WRITE };
const shared: Locks = { partner: false, members: LockMode.PESSIMISTIC_READ };

/** What of a partner a command is about. */
interface Selection {
  readonly concerning: readonly string[];
  readonly invitations?: InvitationSelection | undefined;
  /** Of an address that may be a former member's. */
  readonly hashes?: readonly string[];
  readonly withProofs?: boolean;
}
