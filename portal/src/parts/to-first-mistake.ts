/** The first field that is wrong is the next to be looked at. */
export function toFirstMistake(): void {
  setTimeout(() => document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}
