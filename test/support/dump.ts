import type pg from "pg";

/** Every row of every table of every schema but those left out, as one text. */
export async function dumpDatabase(
  database: Pick<pg.Pool, "query">,
  leftOut: readonly string[] = [],
): Promise<string> {
  const { rows: tables } = await database.query<{ name: string }>(
    `select relnamespace::regnamespace || '.' || quote_ident(relname) as name from pg_class
      where relkind = 'r' and relnamespace::regnamespace::text <> all ($1)
      order by 1`,
    [["pg_catalog", "information_schema", ...leftOut]],
  );
  const rowsOf = tables.map(
    ({ name }, index) =>
      `select ${index} as place, '${name}' as name, to_jsonb(t)::text as row from ${name} t`,
  );
  const { rows } = await database.query<{ name: string; row: string }>(
    `${rowsOf.join(" union all ")} order by place, row`,
  );
  return rows.flatMap(({ name, row }) => [name, row]).join("\n");
}
