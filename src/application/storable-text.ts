/** PostgreSQL has no place for NUL, nor for half of a surrogate pair, in any text. */
export function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

/** What is said of a text that is not. */
export function unstorable(subject: string): string {
  return `${subject} holds a NUL character or half of a surrogate pair, which no text can hold.`;
}
