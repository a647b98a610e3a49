import { Tooltip } from "@mantine/core";
import { useLanguage } from "../texts/texts";

/** An instant as the reader's clock shows it; the exact one in UTC on hover. */
export function When({ at, isDateOnly = false }: { at: string | null | undefined; isDateOnly?: boolean }) {
  const { language, texts } = useLanguage();
  if (!at) return texts.common.never;
  return (
    <Tooltip label={at.replace("T", " ").replace(/\.\d+Z$|Z$/, " UTC")}>
      <time dateTime={at}>{shown(at, language, isDateOnly)}</time>
    </Tooltip>
  );
}

export function shown(at: string, language: string, isDateOnly = false): string {
  const style = isDateOnly
    ? { dateStyle: "medium" as const }
    : { dateStyle: "medium" as const, timeStyle: "short" as const };
  return new Intl.DateTimeFormat(language, style).format(new Date(at));
}
