import { readFile } from "node:fs/promises";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { parse } from "yaml";
import type { CatalogueFile } from "../application/catalogue/catalogue-file.js";

const schemaFile = new URL("../../docs/catalogue.schema.json", import.meta.url);

/** A catalogue file, YAML or JSON, checked by its JSON Schema. Throws an Error with a sentence for each thing wrong. */
export async function readCatalogueFile(path: string): Promise<CatalogueFile> {
  const content: unknown = parse(await readFile(path, "utf8"));
  const validate = new Ajv2020({ allErrors: true }).compile<CatalogueFile>(
    JSON.parse(await readFile(schemaFile, "utf8")),
  );
  if (validate(content)) return content;
  throw new Error((validate.errors ?? []).map(sentence).join("\n"));
}

function sentence({ instancePath, message, params }: ErrorObject): string {
  const names = Object.values(params).filter((value) => typeof value === "string" || Array.isArray(value));
  return `${instancePath || "The file"} ${message}${names.length > 0 ? ` (${names.join(", ")})` : ""}.`;
}
