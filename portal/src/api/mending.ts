import type { ApolloClient } from "@apollo/client";
import { isConnected, watchConnection } from "./connection";

const secondsBetweenTries = 2;

/** While the connection is lost, asks whether the server is there again; then what is shown is read anew. */
export function mendConnection(client: ApolloClient, ask: () => Promise<boolean>): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  watchConnection(() => {
    clearInterval(timer);
    if (isConnected()) void client.refetchQueries({ include: "active" });
    else timer = setInterval(() => void ask(), secondsBetweenTries * 1000);
  });
  window.addEventListener("online", () => void ask());
}
