import { type DocumentNode, Kind, type ValueNode, visit } from "graphql";
import { isStorable } from "../application/storable-text.js";

/** A string in a document that can be stored nowhere. */
interface Unstorable {
  /** Leads to it from its argument: names, and indexes in lists; undefined where it is in none. */
  readonly argumentPath: readonly string[] | undefined;
}

/** The first one of the document; null when there is none. Variables are looked at before the document is parsed. */
export function unstorableIn(document: DocumentNode): Unstorable | null {
  const text = document.loc?.source.body;
  // Without escapes the strings say what the text says; a document is long, and mostly has none.
  if (text !== undefined && !text.includes("\\u"))
    return isStorable(text) ? null : { argumentPath: undefined };
  const found: Unstorable[] = [];
  visit(document, {
    Argument({ name, value }) {
      const argumentPath = pathIn(value, [name.value]);
      if (argumentPath) found.push({ argumentPath });
    },
    StringValue({ value }) {
      if (!isStorable(value)) found.push({ argumentPath: undefined });
    },
  });
  return found[0] ?? null;
}

/** The path of the first one in a value that is at `path`; undefined when there is none. */
function pathIn(value: ValueNode, path: readonly string[]): readonly string[] | undefined {
  if (value.kind === Kind.STRING) return isStorable(value.value) ? undefined : path;
  for (const [name, part] of partsOf(value)) {
    const found = pathIn(part, [...path, name]);
    if (found) return found;
  }
  return undefined;
}

function partsOf(value: ValueNode): (readonly [name: string, part: ValueNode])[] {
  if (value.kind === Kind.LIST) return value.values.map((part, index) => [`${index}`, part]);
  if (value.kind === Kind.OBJECT) return value.fields.map((field) => [field.name.value, field.value]);
  return [];
}
