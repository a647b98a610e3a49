/** As people of the reader's language say it; null for what is no country's code (ISO 3166-1 alpha-2). */
export function countryName(code: string, language: string): string | null {
  if (!/^[A-Za-z]{2}$/.test(code)) return null;
  return new Intl.DisplayNames(language, { type: "region", fallback: "none" }).of(code.toUpperCase()) ?? null;
}
