import { useQuery } from "@apollo/client/react";
import { createContext, type ReactNode, use } from "react";
import type { SessionQuery } from "../api/gql/graphql";
import { SessionDocument } from "../api/gql/graphql";
import { Unreachable } from "../parts/unreachable";
import { Waiting } from "../parts/waiting";
import { noteSignedIn, toSignIn } from "./sign-in";

export type Me = NonNullable<SessionQuery["me"]>;

const MeContext = createContext<Me | null>(null);

/** Whoever is signed in; these pages are shown to nobody else. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error("There is nobody signed in.");
  return me;
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useQuery(SessionDocument);
  if (!data && error) return <Unreachable onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (!data.me) {
    toSignIn();
    return <Waiting />;
  }
  noteSignedIn();
  return <MeContext value={data.me}>{children}</MeContext>;
}
