import { Badge } from "@mantine/core";
import { useLanguage } from "../texts/texts";
import { shown } from "./when";

/** That a secret was found where others can read it, and since when that is known. */
export function Leaked({ at }: { at: string | null | undefined }) {
  const { language, texts } = useLanguage();
  if (!at) return null;
  return (
    <Badge className="badge" variant="light" color="red">
      {texts.common.leaked(shown(at, language, true))}
    </Badge>
  );
}
