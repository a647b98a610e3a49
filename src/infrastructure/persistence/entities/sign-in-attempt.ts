import { defineEntity, p } from "@mikro-orm/postgresql";

/** How often a password was tried for an account, by a keyed hash. */
export const SignInAttemptRow = defineEntity({
  name: "SignInAttemptRow",
  tableName: "sign_in_attempt",
  properties: {
    subjectHash: p.text().primary(),
    attempts: p.integer(),
    lastAt: p.datetime().columnType("timestamptz(3)").index("sign_in_attempt_last_index"),
    nextAt: p.datetime().columnType("timestamptz(3)").nullable(),
  },
});
