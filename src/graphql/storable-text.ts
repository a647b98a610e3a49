/** PostgreSQL has no place for NUL, nor for half of a surrogate pair, in any text. */
export function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
