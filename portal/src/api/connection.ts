import { useSyncExternalStore } from "react";

type Connection = "up" | "down";

let current: Connection = "up";
const listeners = new Set<() => void>();

/** Told by the socket for live changes. */
export function connectionIs(now: Connection): void {
  current = now;
  for (const listener of listeners) listener();
}

const listen = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener("offline", listener);
  window.addEventListener("online", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("offline", listener);
    window.removeEventListener("online", listener);
  };
};

/** Whether live changes and answers can come at the moment. */
export function useIsConnected(): boolean {
  return useSyncExternalStore(listen, () => navigator.onLine && current === "up");
}
