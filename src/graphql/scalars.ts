import { GraphQLScalarType, Kind } from "graphql";
import {
  GraphQLCountryCode,
  GraphQLDateTimeISO,
  GraphQLJSONObject,
  GraphQLPhoneNumber,
  GraphQLURL,
} from "graphql-scalars";
import { isAbsoluteUri } from "../domain/client-application/redirect-url.js";
import { isEmailAddress } from "../domain/partner/email-address.js";
import { badUserInput } from "./errors.js";

export const DateTime = described(GraphQLDateTimeISO, {
  name: "DateTime",
  description: "An instant in UTC, RFC 3339, to the millisecond: `2026-03-01T09:00:00.000Z`.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
});
/** R2: judged by the domain's grammar, and kept as it was written. */
export const EmailAddress = new GraphQLScalarType<string, string>({
  name: "EmailAddress",
  description:
    "An e-mail address, RFC 5321: `ada@acme.example`. No quoted local part and no address literal; the domain may be given in Unicode too, and is answered in ASCII.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2",
  serialize: String,
  parseValue: emailInput,
  parseLiteral: (node) => emailInput(node.kind === Kind.STRING ? node.value : undefined),
});
export const JsonObject = described(GraphQLJSONObject, {
  description: "Any JSON object (RFC 8259).",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc8259#section-4",
});
export const CountryCode = described(GraphQLCountryCode, {
  description: "A country, ISO 3166-1 alpha-2, in capitals: `NL`.",
  specifiedByURL: "https://www.iso.org/iso-3166-country-codes.html",
});
export const PhoneNumber = described(GraphQLPhoneNumber, {
  description: "A telephone number, E.164: `+31201234567`.",
  specifiedByURL: "https://www.itu.int/rec/T-REC-E.164",
});

/** Checked as a web address, and kept as it was written. */
export const Url = new GraphQLScalarType<string, string>({
  name: "URL",
  description: "An absolute URL, as it was entered: `https://acme.example/about`.",
  specifiedByURL: "https://url.spec.whatwg.org/#absolute-url-string",
  serialize: String,
  parseValue: (value) => {
    GraphQLURL.parseValue(value);
    return String(value);
  },
  parseLiteral: (node) => {
    GraphQLURL.parseLiteral(node, {});
    return node.kind === Kind.STRING ? node.value : "";
  },
});

/** R13. Which ones an application may have depends on its type; that is the domain's to say. */
export const RedirectUrl = new GraphQLScalarType<string, string>({
  name: "RedirectUrl",
  description:
    "An absolute URI that an authorization server may redirect to: `https://app.example/callback`, or for apps on the user's device a private-use scheme such as `com.example.app:/callback` (RFC 8252 §7.1).",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2",
  serialize: String,
  parseValue: redirectUrl,
  parseLiteral: (node) => redirectUrl(node.kind === Kind.STRING ? node.value : undefined),
});

function emailInput(value: unknown): string {
  if (typeof value === "string" && isEmailAddress(value)) return value;
  throw badUserInput("An e-mail address is one such as ada@acme.example.");
}

function redirectUrl(value: unknown): string {
  if (typeof value === "string" && isAbsoluteUri(value)) return value;
  throw badUserInput(
    "A redirect URL is an absolute URI of at most 2048 characters, such as https://app.example/callback.",
  );
}

interface Words {
  readonly name?: string;
  readonly description: string;
  readonly specifiedByURL: string;
}

function described(scalar: GraphQLScalarType, words: Words): GraphQLScalarType {
  return new GraphQLScalarType({ ...scalar.toConfig(), ...words });
}
