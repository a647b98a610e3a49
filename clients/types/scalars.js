export const scalars = {
  CountryCode: "string",
  DateTime: "string",
  EmailAddress: "string",
  JSONObject: "Record<string, unknown>",
  PhoneNumber: "string",
  RedirectUrl: "string",
  SafeInt: "number",
  URL: "string",
};
