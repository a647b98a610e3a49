import { Problems } from "./domain-error.js";

/** Some of the fields; undefined is as if left out. */
export type Given<Fields> = { readonly [Field in keyof Fields]?: Fields[Field] | undefined };

/** Each gives the value in stored form, or throws what is wrong with it. */
export type Checks<Fields> = { readonly [Field in keyof Fields]?: (value: Fields[Field]) => Fields[Field] };

/** What is given, in stored form; fields without a check are as they come. Throws the problems of all fields at once. */
export function withChecked<Fields, Details extends Given<Fields>>(
  details: Details,
  checks: Checks<Fields>,
): Details {
  const problems = new Problems();
  const given = Object.entries(details) as [keyof Fields, Fields[keyof Fields] | undefined][];
  const fields = given.map(([field, value]) => {
    const check = checks[field];
    return [field, check && value !== undefined ? problems.check(() => check(value)) : value];
  });
  problems.throwIfAny();
  return Object.fromEntries(fields);
}
