import { useSyncExternalStore } from "react";

type Connection = "up" | "down";

let current: Connection = navigator.onLine ? "up" : "down";
const listeners = new Set<() => void>();

/** Told by whatever sends or listens: each answer is a sign that the server is there, each failure that it is not. */
export function connectionIs(now: Connection): void {
  if (now === current) return;
  current = now;
  for (const listener of listeners) listener();
}

/** Calls back when the connection is lost and when it is there again; gives what ends that. */
export function watchConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isConnected = () => current === "up";

window.addEventListener("offline", () => connectionIs("down"));

/** Whether live changes and answers can come at the moment. */
export function useIsConnected(): boolean {
  return useSyncExternalStore(watchConnection, isConnected);
}
