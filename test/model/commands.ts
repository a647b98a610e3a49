import fc from "fast-check";

/** Who acts: the one who registers, two colleagues, an ADMIN, and somebody of another company. */
export const people = ["ada", "bob", "cyd", "admin", "stranger"] as const;
export type Name = (typeof people)[number];

export const products = ["accounts", "transfers", "cards"] as const;
/** Access without approval, without approval and secrets shown once, after approval that nobody gives. */
export const environments = ["development", "vault", "production"] as const;
export type Environment = (typeof environments)[number];

/** R13: the first two suit every application, the third a MOBILE one, the others none. */
export const redirectUrls = [
  "https://ledger.example/callback",
  "http://127.0.0.1/callback",
  "com.example.ledger:/callback",
  "http://ledger.example/callback",
  "https://*.ledger.example/callback",
] as const;

/** What people do. */
export const kinds = [
  "edit",
  "addCoOwner",
  "removeCoOwner",
  "transferOwnership",
  "revokeApiKey",
  "revealApiKey",
  "rotateApiKey",
  "revokeGrantCredentials",
  "revealClientSecret",
  "rotateClientSecret",
  "deactivate",
  "restore",
  "delete",
] as const;

/** Every answer but success that a story has to meet. */
export const refusals = [
  "ALREADY_AN_OWNER",
  "ALREADY_REVOKED",
  "ALREADY_SHOWN",
  "INVALID",
  "INVALID_REDIRECT_URL",
  "LIMIT_REACHED",
  "NAME_NOT_CONFIRMED",
  "NOT_AN_OWNER",
  "NOT_A_CO_OWNER",
  "NOT_A_MEMBER",
  "NOT_FOUND",
  "NOT_ISSUED",
  "OWNER_CANNOT_BE_REMOVED",
  "STALE_VERSION",
] as const;

/**
 * The codes of a refusal, without what else is wrong with the form of a command that is refused whatever its form: all of that
 * is told at once (`forms.spec.ts`).
 */
export function leading(codes: readonly string[]): string {
  const [first = ""] = codes;
  return first === "NOT_FOUND" || first === "STALE_VERSION" ? first : codes.join(" ");
}

/** One step of a story; keys are meant by the place in the list of all that were ever seen, also of those gone. */
export type Command =
  | Step<
      "edit",
      {
        by: Name;
        isStale: boolean;
        name: string | undefined;
        products: string[] | undefined;
        environments: Environment[] | undefined;
        redirectUrls: string[] | undefined;
      }
    >
  | Step<"addCoOwner" | "removeCoOwner" | "transferOwnership", { by: Name; whom: Name }>
  | Step<"revokeApiKey" | "revealApiKey", { by: Name; key: number }>
  | Step<"rotateApiKey", { by: Name; key: number; hours: number }>
  | Step<"revokeGrantCredentials" | "revealClientSecret", { by: Name; environment: Environment }>
  | Step<"rotateClientSecret", { by: Name; environment: Environment; hours: number }>
  | Step<"deactivate" | "restore", { by: Name }>
  | Step<"delete", { by: Name; isNameRight: boolean }>
  | Step<"provision", { environment: Environment }>
  | Step<"wait", { hours: number }>
  | Step<"ownerLeaves", object>;

/** One member of the union for each kind. */
type Step<Kind extends string, Fields> = Kind extends string ? { kind: Kind } & Fields : never;

/** Whoever registers acts most often, so that much succeeds. */
const by = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Name>("ada") },
  { weight: 4, arbitrary: fc.constantFrom<Name>(...people) },
);
const whom = fc.constantFrom<Name>(...people);
const key = fc.nat({ max: 11 });
const environment = fc.constantFrom<Environment>(...environments);
const hours = fc.constantFrom(0, 1, 24, 720, 721);
const orNothing = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const some = <T>(things: readonly T[]) => fc.subarray([...things], { minLength: 1 });

const lessOften = <T>(value: T) => ({ weight: 1, arbitrary: fc.constant(value) });

const edit = fc.record({
  kind: fc.constant("edit" as const),
  by,
  isStale: fc.nat({ max: 5 }).map((chance) => chance === 0),
  name: orNothing(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom("Ledger", "Books", "Balances") }, lessOften("X")),
  ),
  products: orNothing(some(products)),
  environments: orNothing(some(environments)),
  redirectUrls: orNothing(
    fc
      .oneof({ weight: 3, arbitrary: some(redirectUrls.slice(0, 2)) }, lessOften([...redirectUrls]))
      .chain(some),
  ),
});
const step = <Kind extends Command["kind"], Fields extends object>(
  kind: Kind,
  fields: fc.Arbitrary<Fields>,
) => fields.map((values) => ({ kind, ...values }) as unknown as Command);

/** What can also be sent over HTTP. */
const sent: fc.WeightedArbitrary<Command>[] = [
  { weight: 4, arbitrary: edit },
  { weight: 3, arbitrary: step("addCoOwner", fc.record({ by, whom })) },
  { weight: 2, arbitrary: step("removeCoOwner", fc.record({ by, whom })) },
  { weight: 2, arbitrary: step("transferOwnership", fc.record({ by, whom })) },
  { weight: 2, arbitrary: step("revokeApiKey", fc.record({ by, key })) },
  { weight: 3, arbitrary: step("revealApiKey", fc.record({ by, key })) },
  { weight: 4, arbitrary: step("rotateApiKey", fc.record({ by, key, hours })) },
  { weight: 1, arbitrary: step("revokeGrantCredentials", fc.record({ by, environment })) },
  { weight: 4, arbitrary: step("revealClientSecret", fc.record({ by, environment })) },
  { weight: 3, arbitrary: step("rotateClientSecret", fc.record({ by, environment, hours })) },
  { weight: 2, arbitrary: step("deactivate", fc.record({ by })) },
  { weight: 3, arbitrary: step("restore", fc.record({ by })) },
  {
    weight: 1,
    arbitrary: step(
      "delete",
      fc.record({ by, isNameRight: fc.nat({ max: 3 }).map((chance) => chance === 0) }),
    ),
  },
];

export const storyLength = 30;
const ofLength = { minLength: storyLength, maxLength: storyLength };

export const sentStory: fc.Arbitrary<Command[]> = fc.array(fc.oneof(...sent), ofLength);

const departure: Command = { kind: "ownerLeaves" };
const happening: fc.WeightedArbitrary<Command>[] = [
  { weight: 16, arbitrary: environment.map((where) => ({ kind: "provision", environment: where })) },
  { weight: 3, arbitrary: fc.constantFrom(1, 24, 800).map((passed) => ({ kind: "wait", hours: passed })) },
  {
    weight: 1,
    arbitrary: fc.nat({ max: 3 }).map((chance) => (chance === 0 ? departure : { kind: "wait", hours: 0 })),
  },
];

export const story: fc.Arbitrary<Command[]> = fc.array(fc.oneof(...sent, ...happening), ofLength);
