import type {
  AnyEntity,
  EntityName,
  FilterQuery,
  FindOptions,
  InferEntity,
  RequiredEntityData,
} from "@mikro-orm/postgresql";
import type { Em } from "./orm.js";
import { rowFrom, tableOf } from "./table.js";

/** A row as it is stored: every column there, null where the database says null. */
export type RowOf<Entity> = {
  [Column in keyof InferEntity<Entity> & string]-?: Exclude<InferEntity<Entity>[Column], undefined>;
};

/** The rows of one table that a transaction has loaded; the mapper's unit of work writes just what differs. */
export class RowSet<Row extends object, Data extends object = Row> {
  private readonly managed = new Map<string, Row>();
  /** Those that statements have read and nobody has changed. The mapper gets to know them when somebody does. */
  private readonly taken = new Map<string, { readonly row: Row; readonly read: object }>();

  private readonly entity: EntityName<AnyEntity>;

  constructor(
    private readonly em: Em,
    entity: unknown,
    private readonly keyOf: (row: Row | Data) => string,
  ) {
    this.entity = entity as EntityName<AnyEntity>;
  }

  async find(where: FilterQuery<AnyEntity>, options: FindOptions<AnyEntity> = {}): Promise<Row[]> {
    const rows = (await this.em.find(this.entity, where, options)) as Row[];
    for (const row of rows) {
      this.managed.set(this.keyOf(row), row);
      this.taken.delete(this.keyOf(row));
    }
    return rows;
  }

  /** Rows that a statement has read, by their columns' names; also from JSON. */
  take(rows: readonly object[]): Row[] {
    return rows.map((read) => {
      const row = rowFrom<Row>(tableOf(this.em, this.entity), read);
      this.taken.set(this.keyOf(row), { row, read });
      return row;
    });
  }

  async findOne(where: FilterQuery<AnyEntity>, options: FindOptions<AnyEntity> = {}): Promise<Row | null> {
    const [row] = await this.find(where, options);
    return row ?? null;
  }

  get(key: string): Row | undefined {
    return this.managed.get(key) ?? this.taken.get(key)?.row;
  }

  /** Inserts the row, or updates the one that was loaded. */
  put(data: Data): void {
    const row = this.known(this.keyOf(data));
    if (row) {
      Object.assign(row, data);
      return;
    }
    const created = this.em.create(this.entity, data as RequiredEntityData<AnyEntity>);
    this.em.persist(created);
    this.managed.set(this.keyOf(data), created as Row);
  }

  /** Deletes the loaded rows that `belongs` says are concerned and that are not among `kept`. */
  keepOnly(kept: readonly Data[], belongs: (row: Row) => boolean): void {
    const keys = new Set(kept.map(this.keyOf));
    for (const [key, { row }] of [...this.taken]) if (belongs(row) && !keys.has(key)) this.known(key);
    for (const [key, row] of this.managed) {
      if (!belongs(row) || keys.has(key)) continue;
      this.em.remove(row);
      this.managed.delete(key);
    }
  }

  /** To the mapper, too. */
  private known(key: string): Row | undefined {
    const taken = this.taken.get(key);
    if (taken) {
      this.managed.set(key, this.em.map(this.entity, { ...taken.read }) as Row);
      this.taken.delete(key);
    }
    return this.managed.get(key);
  }
}
