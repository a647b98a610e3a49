import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from "graphql";
import type { Along } from "../../application/queries/gathering.js";
import { unreadBy } from "./unread.js";

type Fragments = GraphQLResolveInfo["fragments"];

/** Of each field of a kept document, since the same document is sent again and again. */
const remembered = new WeakMap<FieldNode, Along>();

/** What the operation asks of the applications that a field gives, of those on its page, or of those that belong to what is on its page. */
export function askedAlong({ fieldNodes, fragments, operation }: GraphQLResolveInfo): Along {
  const [node] = fieldNodes;
  const known = node && fieldNodes.length === 1 ? remembered.get(node) : undefined;
  if (known) return known;
  const unread = unreadBy(namesIn(operation.selectionSet, fragments, new Set()));
  const along = { ...setsOf(fieldNodes, fragments), unread };
  if (node && fieldNodes.length === 1) remembered.set(node, along);
  return along;
}

/** Those of all fields, whatever they belong to. */
function namesIn(set: SelectionSetNode, fragments: Fragments, names: Set<string>): Set<string> {
  for (const field of fieldsOf(set, fragments)) {
    names.add(field.name.value);
    if (field.selectionSet) namesIn(field.selectionSet, fragments, names);
  }
  return names;
}

/** More than is needed where something is skipped, or is about another type: then it is read and not looked at. */
function setsOf(fields: readonly FieldNode[], fragments: Fragments): Omit<Along, "unread"> {
  const within = (parents: readonly FieldNode[], ...names: string[]) =>
    parents.flatMap(({ selectionSet }) =>
      fieldsOf(selectionSet, fragments).filter(({ name }) => names.includes(name.value)),
    );
  const onPages = [...within(within(fields, "edges"), "node"), ...within(fields, "nodes")];
  const given = [...fields, ...onPages];
  const applications = [...given, ...within(given, "application")];
  const grants = [...within(applications, "grants"), ...within(given, "grant")];
  const keys = within(grants, "apiKeys");
  return {
    owners: within(applications, "owner", "coOwners").length > 0,
    products: [...within(applications, "products"), ...within(keys, "product")].length > 0,
    grants: grants.length > 0,
    environments: within(grants, "environment").length > 0,
    keys: keys.length > 0,
    partners: within(applications, "partner").length > 0,
    count: within(fields, "totalCount").length > 0,
  };
}

/** Those of fragments too. */
function fieldsOf(set: SelectionSetNode | undefined, fragments: Fragments): readonly FieldNode[] {
  return (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === "Field") return [selection];
    const { selectionSet } =
      selection.kind === "InlineFragment" ? selection : (fragments[selection.name.value] ?? {});
    return fieldsOf(selectionSet, fragments);
  });
}
