import { post } from "./post";

interface Who {
  readonly email: string;
  /** Whether an authenticator app is set up; its code is asked for then, and the password no longer enough. */
  readonly hasApp: boolean;
  readonly sessionId: string;
}

/** Whose session this browser has at the moment; null when it has none, or nobody could say. */
export async function sessionOf(): Promise<Who | null> {
  const found = await read("/api/auth/get-session");
  if (!found) return null;
  const { user, session } = found;
  return { email: user.email, hasApp: user.twoFactorEnabled === true, sessionId: session.id };
}

/** A browser or program that somebody is signed in with. */
export interface OwnSession {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly ipAddress?: string | null;
  readonly userAgent?: string | null;
}

/** Newest first; null when they could not be read. */
export async function ownSessions(): Promise<readonly OwnSession[] | null> {
  const sessions: OwnSession[] | null = await read("/api/auth/list-sessions");
  return sessions && [...sessions].sort((one, other) => other.createdAt.localeCompare(one.createdAt));
}

export const endSession = (id: string) => post("/api/auth/revoke-session", { id });
export const endOtherSessions = () => post("/api/auth/revoke-other-sessions");

async function read(path: string) {
  const response = await fetch(path, { credentials: "same-origin" }).catch(() => null);
  return response?.ok ? response.json().catch(() => null) : null;
}
