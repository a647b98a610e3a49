import type { Mistake } from "./use-command";

/** What is wrong with a field, and with anything inside it; undefined when nothing is, as form fields want it. */
export function mistakeIn(mistakes: readonly Mistake[], ...path: readonly string[]): string | undefined {
  const found = mistakes.filter((mistake) => path.every((part, index) => mistake.path[index] === part));
  return found.length ? found.map(({ message }) => message).join(" ") : undefined;
}

/** What concerns none of the fields that a form shows. */
export function otherMistakes(mistakes: readonly Mistake[], fields: readonly string[]): readonly Mistake[] {
  return mistakes.filter(({ path }) => !path[0] || !fields.includes(path[0]));
}
