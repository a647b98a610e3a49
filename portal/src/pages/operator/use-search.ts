import { useDebouncedValue } from "@mantine/hooks";
import { useSearchParams } from "react-router";

/** What is looked for stands in the address bar; it is asked once nobody types any more. */
export function useSearch() {
  const [query, setQuery] = useSearchParams();
  const typed = query.get("search") ?? "";
  const [search] = useDebouncedValue(typed.trim(), 250);
  return {
    typed,
    search,
    value: (name: string) => query.get(name) ?? "",
    want(name: string, wanted: string | null) {
      setQuery(
        (before) => {
          const next = new URLSearchParams(before);
          if (wanted) next.set(name, wanted);
          else next.delete(name);
          return next;
        },
        { replace: name === "search" },
      );
    },
  };
}
