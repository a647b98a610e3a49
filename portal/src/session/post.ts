export interface Answer {
  readonly isOk: boolean;
  readonly code: string;
  readonly message: string;
}

/** Sends JSON to the identity service, at `/api/auth/…`. */
export async function post(path: string, body: object = {}): Promise<Answer> {
  const response = await fetch(path, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (!response) return { isOk: false, code: "UNREACHABLE", message: "" };
  const { code = "", message = "", errors } = await response.json().catch(() => ({}));
  return { isOk: response.ok, code, message: message || (errors?.[0]?.message ?? "") };
}
