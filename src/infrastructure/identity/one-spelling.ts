import { isEmailAddress, writtenEmail } from "../../domain/partner/email-address.js";

/**
 * The same request with the address that it is about in ASCII form, without blanks around it (R2): better-auth knows no
 * other, and who signed up as `name@bücher.example` signs in so too. A code is without blanks, which apps show between its
 * digits. Everything else of it, and what is no address, stays as it was sent.
 */
export async function withOneSpelling(request: Request): Promise<Request> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) return request;
  const body = fieldsOf(await request.clone().text());
  const spelt = { ...body, ...respelt(body) };
  if (spelt.email === body.email && spelt.code === body.code) return request;
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  const { url, method } = request;
  return new Request(url, { method, headers, body: JSON.stringify(spelt) });
}

function respelt({ email, code }: Record<string, unknown>): { email?: string; code?: string } {
  return {
    ...(typeof email === "string" && isEmailAddress(email.trim()) && { email: writtenEmail(email) }),
    ...(typeof code === "string" && { code: code.replace(/\s/g, "") }),
  };
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
