import { PostgreSqlConnection, PostgreSqlDriver } from "@mikro-orm/postgresql";
import { CompiledQuery } from "kysely";

/**
 * The mapper's driver, but for what it makes itself: where that by itself writes values into the text, they go as parameters, so
 * that the same text comes again and can be prepared.
 */
export class PreparingDriver extends PostgreSqlDriver {
  protected override readonly connection = new PreparingConnection(this.config);
}

class PreparingConnection extends PostgreSqlConnection {
  override execute: PostgreSqlConnection["execute"] = async (query, params = [], method = "all", ...rest) => {
    if (typeof query !== "string" || !Array.isArray(params) || !isOfMapper(query, params))
      return super.execute(query, params, method, ...rest);
    const [transaction] = rest as [ReturnType<PostgreSqlConnection["getClient"]> | undefined];
    const compiled = CompiledQuery.raw(numbered(query), params);
    return this.transformRawResult(await (transaction ?? this.getClient()).executeQuery(compiled), method);
  };
}

/** Of texts that others write, nobody knows which types PostgreSQL would find out for their values. */
const made = /^(insert into|update|delete from|select|select count\(\*\) as "count" from) "/;

function isOfMapper(text: string, values: readonly unknown[]): boolean {
  return values.length > 0 && made.test(text) && !/\\\?|\?\?|'/.test(text) && values.every(isPlain);
}

function isPlain(value: unknown): boolean {
  return (
    value === null ||
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean" ||
    value instanceof Date
  );
}

/** `?` as PostgreSQL numbers them. */
function numbered(text: string): string {
  let index = 0;
  return text.replace(/\?/g, () => `$${++index}`);
}
