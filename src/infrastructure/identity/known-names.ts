import type pg from "pg";
import { emailDomain, normalizedEmail } from "../../domain/partner/email-domain.js";
import type { KnownNames } from "./strong-passwords.js";

/** What Portico itself knows of whoever has an address, whether they have come yet or not. */
export function knownNames(pool: pg.Pool): KnownNames {
  return async (email) => {
    const { rows } = await pool.query<{ given_name: string; family_name: string; legal_name: string }>(
      `select developer.given_name, developer.family_name, partner.legal_name
         from (select $1 as email, $2 as domain) as asked
         left join developer on developer.email = asked.email
         left join partner_domain on partner_domain.domain = asked.domain
         left join partner on partner.id = partner_domain.partner_id`,
      [normalizedEmail(email), emailDomain(email)],
    );
    return rows.flatMap((row) => Object.values(row)).filter((name) => name !== null);
  };
}
