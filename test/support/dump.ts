import pg from "pg";

/** Every row of every table of every schema but those left out, as one text. */
export async function dumpDatabase(url: string, leftOut: readonly string[] = []): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema <> all ($1)
        order by 1`,
      [["pg_catalog", "information_schema", ...leftOut]],
    );
    const parts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query(`select to_jsonb(t)::text as row from ${name} t order by 1`);
      parts.push(name, ...rows.map(({ row }) => row as string));
    }
    return parts.join("\n");
  } finally {
    await client.end();
  }
}
