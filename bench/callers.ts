import pg from "pg";
import { typeid } from "typeid-js";
import { parseKeyring } from "../src/infrastructure/secrets/keyring.js";
import { createSecretVault } from "../src/infrastructure/secrets/secret-vault.js";
import { operatorEmail, type Settings } from "./settings.js";

/** A developer with an access token. */
export interface Caller {
  readonly token: string;
  /** An application of theirs. */
  readonly applicationId: string;
}

export interface Callers {
  /** Of as many companies as there are, up to 400. */
  readonly many: readonly Caller[];
  /** Of the company that has more applications than others. */
  readonly ofBig: readonly Caller[];
  readonly operator: Caller;
}

const usual = "d.email !~ '@company[12]\\.example'";
const inBig = "d.email like '%@company2.example'";

/** Gives them access tokens, as the API would have. */
export async function signIn({ databaseUrl, secretKeys }: Settings): Promise<Callers> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const vault = createSecretVault(parseKeyring(secretKeys));
  const callersWhere = async (condition: string) => {
    const { rows } = await client.query<{ id: string; applicationId: string }>(
      `select id, (select id from client_application as a where a.owner_id = d.id order by id limit 1) as "applicationId"
         from developer as d where ${condition} order by md5(d.id) limit 400`,
    );
    const made = rows.map(({ id, applicationId }) => {
      const tokenId = typeid("tok").toString();
      const issued = vault.issue("pat", null, tokenId);
      return { tokenId, id, hash: issued.hash, token: vault.open(issued, tokenId), applicationId };
    });
    await client.query(
      `insert into access_token (id, developer_id, name, scopes, hash, preview, created_at, expires_at)
       select id, developer_id, 'Benchmark', '{READ,WRITE,SECRETS}', hash, 'ptc_pat_…', now(), now() + interval '1 day'
         from unnest($1::text[], $2::text[], $3::text[]) as t (id, developer_id, hash)`,
      [made.map((one) => one.tokenId), made.map((one) => one.id), made.map((one) => one.hash)],
    );
    return made.map(({ token, applicationId }) => ({ token, applicationId }));
  };
  try {
    const many = await callersWhere(usual);
    const ofBig = await callersWhere(inBig);
    // Operators need a second factor in production.
    await client.query(`update auth."user" set "twoFactorEnabled" = true where email = $1`, [operatorEmail]);
    const [operator] = await callersWhere(`d.email = '${operatorEmail}'`);
    if (!operator) throw new Error("There is no operator among the developers.");
    await client.query("analyze access_token");
    return { many, ofBig, operator };
  } finally {
    await client.end();
  }
}
