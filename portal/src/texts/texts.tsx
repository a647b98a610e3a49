import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { en, type Texts } from "./en";

const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

interface Spoken {
  readonly language: Language;
  readonly texts: Texts;
  speak(language: Language): void;
}

const TextsContext = createContext<Spoken>({ language: "en", texts: en, speak: () => {} });
const kept = "portico-language";

export const useTexts = (): Texts => use(TextsContext).texts;
export const useLanguage = () => use(TextsContext);

/** What was chosen here before, or else what the browser prefers. */
function preferred(): Language {
  const wanted = [localStorage.getItem(kept), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return (
    languages.find((language) => language === wanted.find((tag) => languages.some((one) => one === tag))) ??
    "en"
  );
}

/** English is there at once; another language is fetched once it is wanted. */
export function TextsProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(preferred);
  const [texts, setTexts] = useState<Texts | null>(language === "en" ? en : null);

  useEffect(() => {
    document.documentElement.lang = language;
    if (language === "en") setTexts(en);
    else void import("./de").then(({ de }) => setTexts(de));
  }, [language]);

  function speak(chosen: Language) {
    localStorage.setItem(kept, chosen);
    setLanguage(chosen);
  }
  return texts && <TextsContext value={{ language, texts, speak }}>{children}</TextsContext>;
}
