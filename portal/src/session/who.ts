interface Who {
  readonly email: string;
  /** Whether an authenticator app is set up; its code is asked for then, and the password no longer enough. */
  readonly hasApp: boolean;
}

/** Whose session this browser has at the moment; null when it has none, or nobody could say. */
export async function sessionOf(): Promise<Who | null> {
  const response = await fetch("/api/auth/get-session", { credentials: "same-origin" }).catch(() => null);
  const session = await response?.json().catch(() => null);
  return session ? { email: session.user.email, hasApp: session.user.twoFactorEnabled === true } : null;
}
