import { GraphQLScalarType } from "graphql";
import { GraphQLDateTimeISO, GraphQLJSONObject, GraphQLSafeInt } from "graphql-scalars";

/**
 * Scalars are for answers. What a person types comes as a String, which the domain parses, so that whatever is wrong with
 * it is a user error with its `path`.
 */
export const DateTime = described(GraphQLDateTimeISO, {
  name: "DateTime",
  description: "An instant in UTC, RFC 3339, to the millisecond: `2026-03-01T09:00:00.000Z`.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
});
/** R2. */
export const EmailAddress = answered({
  name: "EmailAddress",
  description:
    "An e-mail address, RFC 5321: `ada@acme.example`. No quoted local part and no address literal; its domain is in ASCII.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2",
});
export const JsonObject = described(GraphQLJSONObject, {
  description: "Any JSON object (RFC 8259).",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc8259#section-4",
});
export const SafeInt = described(GraphQLSafeInt, {
  description: "A whole number that may be larger than an `Int`: up to 2^53 - 1.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc8259#section-6",
});
export const CountryCode = answered({
  name: "CountryCode",
  description: "A country, ISO 3166-1 alpha-2, in capitals: `NL`.",
  specifiedByURL: "https://www.iso.org/iso-3166-country-codes.html",
});
export const PhoneNumber = answered({
  name: "PhoneNumber",
  description: "A telephone number, E.164: `+31201234567`.",
  specifiedByURL: "https://www.itu.int/rec/T-REC-E.164",
});
export const Url = answered({
  name: "URL",
  description: "An absolute URL, as it was entered: `https://acme.example/about`.",
  specifiedByURL: "https://url.spec.whatwg.org/#absolute-url-string",
});
/** R13. */
export const RedirectUrl = answered({
  name: "RedirectUrl",
  description:
    "An absolute URI that an authorization server may redirect to: `https://app.example/callback`, or for apps on the user's device a private-use scheme such as `com.example.app:/callback` (RFC 8252 §7.1).",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2",
});

interface Words {
  readonly name?: string;
  readonly description: string;
  readonly specifiedByURL: string;
}

function described(scalar: GraphQLScalarType, words: Words): GraphQLScalarType {
  return new GraphQLScalarType({ ...scalar.toConfig(), ...words });
}

/** Kept by the domain in this form, and answered as it is kept. */
function answered(words: Words & { readonly name: string }): GraphQLScalarType {
  return new GraphQLScalarType({ ...words, serialize: String });
}
