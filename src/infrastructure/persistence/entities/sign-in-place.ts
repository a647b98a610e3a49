import { defineEntity, p } from "@mikro-orm/postgresql";

/** Network addresses that people have signed in from, as keyed hashes. */
export const SignInPlaceRow = defineEntity({
  name: "SignInPlaceRow",
  tableName: "sign_in_place",
  properties: {
    userId: p.text().primary(),
    place: p.text().primary(),
    seenAt: p.datetime().columnType("timestamptz(3)").index("sign_in_place_seen_index"),
  },
});
