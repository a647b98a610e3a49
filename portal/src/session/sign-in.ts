import { post } from "./post";

const channel = new BroadcastChannel("portico-session");
channel.onmessage = () => {
  isLeaving = true;
  location.assign("/sign-in?callbackURL=%2F");
};

let isLeaving = false;
let wasSignedIn = false;

/** Somebody is signed in: when that is over, they are told. */
export function noteSignedIn(): void {
  wasSignedIn = true;
}

/** The page that signs in leads back to where one was. However many find out at once that nobody is signed in, one goes. */
export function toSignIn(): void {
  if (isLeaving) return;
  isLeaving = true;
  const back = encodeURIComponent(location.pathname + location.search);
  location.replace(`/sign-in?callbackURL=${back}${wasSignedIn ? "&done=session-ended" : ""}`);
}

/** Ends it in all tabs. */
export async function signOut(): Promise<void> {
  isLeaving = true;
  await post("/api/auth/sign-out");
  channel.postMessage("signed out");
  location.assign("/sign-in?callbackURL=%2F");
}
