import { readFile } from "node:fs/promises";
import pg from "pg";

/** Developers of each company, and applications of each; the second company has some more. */
export const sizes = { developers: 10, applications: 20, more: 200 };

/** Fills a migrated database that has the catalogue, with rows as the product would have written them; takes seconds. */
export async function fill(url: string, companies: number): Promise<void> {
  const text = await readFile(new URL("./data.sql", import.meta.url), "utf8");
  const numbers: Record<string, number> = { companies, ...sizes };
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      text.replace(/:(companies|developers|applications|more)\b/g, (_, name) => `${numbers[name]}`),
    );
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}
