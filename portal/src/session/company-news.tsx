import { useSubscription } from "@apollo/client/react";
import { forgetWhatIsGone } from "@portico/client-types/apollo";
import { useEffect, useRef } from "react";
import type { CompanyLiveSubscription } from "../api/gql/graphql";
import { CompanyLiveDocument, SessionDocument } from "../api/gql/graphql";
import { useMe } from "./session";

type News = CompanyLiveSubscription["partnerChanged"];

const listeners = new Set<(news: News) => void>();
/** What may make the reader somebody else: their role, or how their company stands. */
const aboutReader: readonly News["__typename"][] = ["MemberUpdated", "PartnerUpdated"];

/** In milliseconds: where listening has begun by then, what is shown was read with it. */
const atOnce = 5_000;

/** Whatever changes in the company is kept, on every page, and told to lists that are shown. */
export function CompanyNews(): null {
  const { partner } = useMe();
  const isUpToDate = useRef(true);
  useEffect(() => {
    const timer = setTimeout(() => {
      isUpToDate.current = false;
    }, atOnce);
    return () => clearTimeout(timer);
  }, []);
  useSubscription(CompanyLiveDocument, {
    skip: !partner,
    onData({ client, data: { data } }) {
      if (!data) return;
      const news = data.partnerChanged;
      if (news.__typename === "PartnerPresent") {
        // Something may have been missed.
        if (!isUpToDate.current) void client.refetchQueries({ include: "active" });
        isUpToDate.current = false;
      }
      forgetWhatIsGone(client.cache, news);
      if (aboutReader.includes(news.__typename)) void client.refetchQueries({ include: [SessionDocument] });
      for (const tell of listeners) tell(news);
    },
  });
  return null;
}

/** Calls `refresh` when something of these kinds has happened in the company. */
export function useCompanyNews(kinds: readonly News["__typename"][], refresh: () => unknown): void {
  useEffect(() => {
    const listener = ({ __typename }: News) => {
      if (kinds.includes(__typename)) refresh();
    };
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  });
}
