import { createHash } from "node:crypto";
import type { DBAdapter, DBTransactionAdapter, Where } from "better-auth/types";

/** No token of better-auth begins so. */
const PREFIX = "sha256:";

/** Random of 190 bits, so that a hash without a key tells nothing of it. */
export const hashOf = (token: string) => `${PREFIX}${createHash("sha256").update(token).digest("hex")}`;

/** What makes the tokens of an earlier version hashes. */
export const hashedInSql = `'${PREFIX}' || encode(sha256(convert_to(token, 'UTF8')), 'hex')`;
export const isPlainInSql = `token not like '${PREFIX}%'`;

type Call = (sent: Sent) => Promise<unknown>;

interface Sent {
  readonly model?: string;
  readonly data?: Record<string, unknown>;
  readonly where?: readonly Where[];
}

/**
 * better-auth's adapter, but that the database holds the tokens of sessions as hashes (R34): they go in hashed, wherever they
 * are written or looked for, and whoever gives one gets it back. A hash stands for its session in a list, and where one is
 * ended, but signs nobody in.
 */
export function hashedSessionTokens(adapter: () => Promise<DBAdapter | DBTransactionAdapter>): DBAdapter {
  return new Proxy({ id: "kysely" } as DBAdapter, {
    get(target, name) {
      if (name === "id") return target.id;
      if (name === "transaction") return transactionOf(adapter as () => Promise<DBAdapter>);
      // Neither a promise, nor anything else but methods.
      if (typeof name !== "string" || ["then", "options", "createSchema"].includes(name)) return undefined;
      return async (sent: Sent) => {
        const call = (await adapter())[name as keyof DBTransactionAdapter] as unknown as Call;
        return sent.model === "session" ? hashing(name, sent, call) : call(sent);
      };
    },
  });
}

function transactionOf(adapter: () => Promise<DBAdapter>): DBAdapter["transaction"] {
  return async (work) =>
    (await adapter()).transaction((inner) => work(hashedSessionTokens(async () => inner)));
}

async function hashing(method: string, { data, where, ...sent }: Sent, call: Call): Promise<unknown> {
  const given = new Map<unknown, string>();
  const hashed = (token: unknown): unknown => {
    if (Array.isArray(token)) return token.map(hashed);
    if (typeof token !== "string") return token;
    if (method !== "findOne" && token.startsWith(PREFIX)) return token;
    given.set(hashOf(token), token);
    return hashOf(token);
  };
  const restored = (row: unknown): unknown => {
    if (Array.isArray(row)) return row.map(restored);
    if (typeof row !== "object" || row === null || !("token" in row)) return row;
    return { ...row, token: given.get(row.token) ?? row.token };
  };
  return restored(
    await call({
      ...sent,
      ...(data && { data: { ...data, ...("token" in data && { token: hashed(data.token) }) } }),
      ...(where && {
        where: where.map((each) =>
          each.field === "token" ? ({ ...each, value: hashed(each.value) } as Where) : each,
        ),
      }),
    }),
  );
}
