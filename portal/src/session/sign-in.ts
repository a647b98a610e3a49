import { post } from "./post";

const channel = new BroadcastChannel("portico-session");
channel.onmessage = () => location.assign("/sign-in?callbackURL=%2F");

/** The page that signs in leads back to where one was. */
export function toSignIn(): void {
  const back = location.pathname + location.search;
  location.replace(`/sign-in?callbackURL=${encodeURIComponent(back)}`);
}

/** Ends it in all tabs. */
export async function signOut(): Promise<void> {
  await post("/api/auth/sign-out");
  channel.postMessage("signed out");
  location.assign("/sign-in?callbackURL=%2F");
}
