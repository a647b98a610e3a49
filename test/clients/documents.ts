import { type DocumentNode, parse, separateOperations } from "graphql";
import { journey } from "./journey.js";

const relayDirectives = /@connection\([^)]*\)|@deleteRecord/g;
const documents = separateOperations(parse(journey.replace(relayDirectives, "")));

/** The operation of the journey with this name, and the fragments that it spreads. */
export function documentOf(name: string): DocumentNode {
  const document = documents[name];
  if (!document) throw new Error(`There is no operation ${name}.`);
  return document;
}
