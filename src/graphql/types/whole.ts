/** Every field of a change, given or not: a resolver that gives this has forgotten none, nor has its input. */
export type Whole<Changes> = { readonly [Field in keyof Required<Changes>]: Changes[Field] };
