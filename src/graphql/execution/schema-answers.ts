import { type DocumentNode, type ExecutionResult, getOperationAST, Kind } from "graphql";
import { LRUCache } from "lru-cache";

/** Each takes some hundred kB: tools that ask for the whole schema mostly ask the same. */
const kept = 10;

export interface SchemaQuestion {
  readonly queryHash: string;
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables: object;
}

/** What only asks about the schema is answered once: the answer is the same for everybody, as long as the process runs. Null for what asks for more. */
export function schemaAnswers() {
  const answers = new LRUCache<string, ExecutionResult>({ max: kept });

  return async (
    question: SchemaQuestion,
    answer: () => ExecutionResult | Promise<ExecutionResult>,
  ): Promise<ExecutionResult | null> => {
    if (!isAboutSchema(question)) return null;
    const key = `${question.queryHash} ${question.operationName ?? ""}`;
    const known = answers.get(key);
    // A copy: more is added to an answer on its way out.
    if (known) return { ...known };
    const found = await answer();
    if (!found.errors) answers.set(key, { ...found });
    return found;
  };
}

const rootFields = new Set(["__schema", "__type", "__typename"]);

/** Variables could change it. */
function isAboutSchema({ document, operationName, variables }: SchemaQuestion): boolean {
  const operation = getOperationAST(document, operationName);
  return (
    operation?.operation === "query" &&
    Object.keys(variables).length === 0 &&
    operation.selectionSet.selections.every(
      (selection) => selection.kind === Kind.FIELD && rootFields.has(selection.name.value),
    )
  );
}
