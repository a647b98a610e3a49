import { Lexer, Source, TokenKind } from "graphql";
import { limits } from "../../../src/graphql/limits/limits.js";

/** A document of a kind, as large as `count` says. */
type Kind = (count: number) => string;

const times = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(" ");

const fragments = (count: number, body: (index: number) => string): string =>
  times(count, (index) => `fragment f${index} on Developer { ${body(index)} }`);

const registering = (field: string): string =>
  `mutation { registerClientApplication(input: { ${field} }) { clientApplication { id } } }`;

/** What takes the parser, the rules of validation, and the counting of costs longest. */
const kinds: Record<string, Kind> = {
  "one field, often": (n) => `{ me { ${"id ".repeat(n)} } }`,
  "one field, often, of two types": (n) =>
    `{ node(id: "a") { ... on Developer { ${"id ".repeat(n)} } ... on Partner { ${"id ".repeat(n)} } } }`,
  "one field with selections, often": (n) => `{ ${"me{partner{id}} ".repeat(n)} }`,
  "one field with long selections, often": (n) =>
    `{ ${"me{partner{members{edges{node{role}}}}} ".repeat(n)} }`,
  "a scalar with a selection, often": (n) => `{ me { ${"id{a} ".repeat(n)} } }`,
  "one alias for two fields": (n) => `{ me { ${times(n, (i) => `a:${i % 2 ? "id" : "email"}`)} } }`,
  "one field with other arguments": (n) => `{ ${times(n, (i) => `node(id:"${i}"){id}`)} }`,
  "one field with long arguments": (n) => `{ ${times(20, (i) => `node(id:"${"x".repeat(n)}${i}"){id}`)} }`,
  "one argument, often": (n) => `{ node(${times(n, (i) => `id:"${i}"`)}) { id } }`,
  "unknown fields": (n) => `{ ${times(n, (i) => `clientApplicatio${i}`)} }`,
  "unknown fields of mutations": (n) => `mutation { ${times(n, (i) => `registerX${i}`)} }`,
  "an unknown field with a long name": (n) => `{ ${"clientApplication".repeat(Math.ceil(n / 17))} }`,
  "unknown arguments": (n) => `{ me { id(${times(n, (i) => `first${i}:1`)}) } }`,
  "unknown types": (n) =>
    `query (${times(n, (i) => `$a${i}:RegisterClientApplicationInpu${i}`)}) { me { id } }`,
  "unknown types of fragments": (n) => `{ me { ${times(n, (i) => `... on Developr${i} {id}`)} } }`,
  "unknown directives": (n) => `{ me { id ${times(n, (i) => `@inclu${i}`)} } }`,
  "unknown values of an enum": (n) =>
    `{ me { partner { applications(filter:{type:[${times(n, (i) => `SERVIC${i}`)}]}) { totalCount } } } }`,
  "unknown fields of an input": (n) => registering(times(n, (i) => `nam${i}:"a"`)),
  "unknown fragments": (n) => `{ me { ${times(n, (i) => `...f${i}`)} } }`,
  "unknown variables": (n) => `{ ${times(n, (i) => `node(id:$v${i}){id}`)} }`,
  "one field of an input, often": (n) => registering('name:"a" '.repeat(n)),
  "a long list": (n) => registering(`redirectUrls:[${'"a" '.repeat(n)}]`),
  "a long list of what does not fit": (n) => registering(`redirectUrls:[${"{} ".repeat(n)}]`),
  "lists in lists": (n) => `{ node(id:${"[".repeat(n)}${"]".repeat(n)}) { id } }`,
  "objects in objects": (n) => `{ node(id:${"{a:".repeat(n)}1${"}".repeat(n)}) { id } }`,
  "many operations": (n) => times(n, (i) => `query a${i}{me{id}}`),
  "many operations of one name": (n) => times(n, () => "query a{me{id}}"),
  "many operations without a name": (n) => times(n, () => "{me{id}}"),
  "many operations with many fragments": (n) =>
    `${times(n, (i) => `query a${i}($x:Int){me{...f0}}`)} ${fragments(n, (i) => `...f${(i + 1) % n} id @include(if:$x)`)}`,
  "fragments in a chain": (n) =>
    `{ me { ...f0 } } ${fragments(n, (i) => (i + 1 < n ? `...f${i + 1}` : "id"))}`,
  "fragments in a circle": (n) =>
    `{ me { ...f0 } } ${fragments(n, (i) => `...f${(i + 1) % n} ...f${(i + 7) % n}`)}`,
  "fragments in many circles": (n) =>
    `{ me { ...f0 } } ${fragments(n, (i) => times(6, (k) => `...f${(i * 7 + k) % n}`))}`,
  "fragments that double": (n) =>
    `{ me { ...f0 } } ${fragments(n, (i) => (i + 1 < n ? `...f${i + 1} ...f${i + 1}` : "id"))}`,
  "fragments that grow sixfold": (n) =>
    `{ me { ...f0 } } ${fragments(n, (i) => (i + 1 < n ? `...f${i + 1} `.repeat(6) : "id"))}`,
  "fragments side by side": (n) =>
    `{ me { ${times(n, (i) => `...f${i}`)} } } ${fragments(n, () => "partner { id }")}`,
  "fragments of one name": (n) => `{ me { ...f } } ${times(n, () => "fragment f on Developer { id }")}`,
  "fragments that are not used": (n) => `{ me { id } } ${fragments(n, () => "id")}`,
  "fragments in fragments": (n) => `{ me ${"{ ... ".repeat(n)} { id } ${"}".repeat(n)} }`,
  "selections in selections": (n) =>
    `{ me { ${"partner{members{edges{node{developer{".repeat(n)} id ${"}}}}}".repeat(n)} } }`,
  "variables of one name": (n) => `query (${"$a:Int ".repeat(n)}) { me { id } }`,
  "variables that are not used": (n) => `query (${times(n, (i) => `$a${i}:Int`)}) { me { id } }`,
  "variables in the wrong place": (n) => `query ($v:Int) { ${"node(id:$v){id} ".repeat(n)} }`,
  "variables with unfit defaults": (n) => `query (${times(n, (i) => `$a${i}:Int="x"`)}) { me { id } }`,
  "a variable of lists in lists": (n) => `query ($a:${"[".repeat(n)}Int${"]".repeat(n)}) { me { id } }`,
  "directives, often": (n) => `{ me { id ${"@include(if:true) ".repeat(n)} } }`,
  "definitions of types": (n) => times(n, (i) => `extend type Querry${i} { a: B }`),
  "the schema's own fields": (n) =>
    `{__schema{types{fields{type{fields{type{name ${"kind ".repeat(n)}}}}}}}}`,
  "many types of the schema": (n) =>
    `{${times(Math.min(n, limits.aliases), (i) => `a${i}:__type(name:"Query"){name fields{name args{name}}}`)}}`,
  comments: (n) => `${"#\n".repeat(n)}{me{id}}`,
  "empty lines": (n) => `${"\n".repeat(n)}{me{id}`,
  "one long line": (n) => `${",".repeat(n)}{me{id}}`,
  "a long string": (n) => `{ node(id: "${"x".repeat(n)}") { id } }`,
  "a string of escapes": (n) => `{ node(id: "${"\\u0041".repeat(n)}") { id } }`,
  "a string of many lines": (n) => `{ node(id: """${"\n a".repeat(n)}""") { id } }`,
  "a long number": (n) => `{ me { partner { members(first: ${"9".repeat(n)}) { edges { cursor } } } } }`,
};

/** Kinds whose errors are reported at the end of the text, so that it is read for each of them. */
const reportedLate = [
  "unknown fields",
  "one alias for two fields",
  "one field with other arguments",
  "one argument, often",
  "many operations of one name",
  "fragments of one name",
  "fragments in many circles",
  "variables of one name",
  "variables that are not used",
  "variables in the wrong place",
  "unknown variables",
  "a long list of what does not fit",
];

/** The worst document of each kind: as large as the limits let through. */
export function worstDocuments(): Record<string, string> {
  const worst = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, kind(largest(kind))] as const),
  );
  for (const name of reportedLate) {
    const document = worst[name] ?? "";
    const lines = limits.lines - 1 - document.split("\n").length;
    const length = Math.floor((limits.characters - document.length) / lines);
    worst[`${name}, on the last line`] = `#${" ".repeat(Math.max(0, length - 2))}\n`.repeat(lines) + document;
  }
  return worst;
}

/** The largest of the kind that has no more characters, lines and tokens than the limits say. */
function largest(kind: Kind): number {
  let fits = 1;
  let beyond: number = limits.characters;
  while (fits + 1 < beyond) {
    const middle = Math.floor((fits + beyond) / 2);
    if (isWithin(kind(middle))) fits = middle;
    else beyond = middle;
  }
  return fits;
}

function isWithin(document: string): boolean {
  const { characters, lines, tokens } = limits;
  if (document.length > characters || document.split("\n").length > lines) return false;
  const lexer = new Lexer(new Source(document));
  for (let count = 0; count <= tokens; count += 1) if (lexer.advance().kind === TokenKind.EOF) return true;
  return false;
}
