import { CompiledQuery } from "kysely";
import { LRUCache } from "lru-cache";
import type { Along, Gathering } from "../../../application/queries/gathering.js";
import type { Page } from "../../../application/queries/page.js";
import type { ApplicationOrder, WantedApplications } from "../../../application/queries/read-model.js";
import type { Viewer } from "../../../application/queries/viewer.js";
import type { Reader } from "../db.js";
import { countOf } from "../list.js";
import { paging } from "../paging.js";
import { plainApplicationColumns } from "./application-columns.js";
import { declaredApplications } from "./application-list.js";
import { byIds } from "./by-ids.js";
import { gatheredSets } from "./gathered-sets.js";
import { type Found, gatheringSql } from "./gathering-sql.js";

/** Statements that are kept as texts. */
const kept = 200;

/** What a statement finds, with its values; `shape` names all that have the same text, null where it is not kept. */
interface Finding {
  readonly shape: string | null;
  readonly values: readonly unknown[];
  readonly found: () => Found;
}

export function gathering(db: Reader): Gathering<WantedApplications, ApplicationOrder> {
  const texts = new LRUCache<string, string>({ max: kept });
  const declared = declaredApplications(db);
  const paged = paging(declared);

  async function gathered({ shape, values, found }: Finding, viewer: Viewer, along: Along) {
    const key = shape && `${shape} ${JSON.stringify(along)}`;
    const text = (key && texts.get(key)) ?? gatheringSql(found(), along);
    if (key) texts.set(key, text);
    const all = [...values, viewer.partnerId ?? "", viewer.developerId];
    const { rows } = await db.executeQuery<{ gathered: string }>(CompiledQuery.raw(text, all));
    return gatheredSets(rows[0]?.gathered ?? "{}");
  }

  return {
    async applications(viewer, ids, along) {
      const query = byIds(db, viewer, ids).select(plainApplicationColumns).compile();
      const shape = `by ids ${viewer.isOperator}`;
      const found = () => ({ applications: query.sql, count: null, values: query.parameters.length });
      const read = await gathered({ shape, values: query.parameters, found }, viewer, along);
      return { found: read.applications, along: read.along };
    },

    async page(viewer, wanted, page, along) {
      const { cut, slice } = paged(page, wanted.filter);
      if (!declared.isVisible(viewer, wanted)) return { found: slice([]), along: gatheredSets("{}").along };
      const compiled = () => {
        // What follows from other tables is worked out where it is read.
        const applications = cut(declared.rows(viewer, wanted))
          .clearSelect()
          .select(plainApplicationColumns)
          .compile();
        const count = along.count ? countOf(declared.rows(viewer, wanted)).compile() : null;
        return { applications, count };
      };
      const finding = usual(wanted, page, along, compiled) ?? findingOf(compiled());
      const read = await gathered(finding, viewer, along);
      return { found: slice(read.applications), along: read.along };
    },
  };
}

interface Compiled {
  readonly applications: CompiledQuery;
  readonly count: CompiledQuery | null;
}

function findingOf({ applications, count }: Compiled): Finding {
  const values = [...applications.parameters, ...(count?.parameters ?? [])];
  const found = () => ({
    applications: applications.sql,
    count: count && renumbered(count.sql, applications.parameters.length),
    values: values.length,
  });
  return { shape: null, values, found };
}

/** Without a filter the values are known, and the text has to be made only once. */
function usual(
  { partnerId, filter }: WantedApplications,
  { size, isFromEnd, after, before, orderBy }: Page<ApplicationOrder>,
  { count }: Along,
  compiled: () => Compiled,
): Finding | null {
  if (Object.values(filter).some((part) => part !== undefined && part !== null)) return null;
  const bounds = [...(after?.slice(1) ?? []), ...(before?.slice(1) ?? [])];
  const values = [partnerId, ...bounds, size + 1, ...(count ? [partnerId] : [])];
  const found = () => {
    const finding = findingOf(compiled());
    if (JSON.stringify(finding.values) !== JSON.stringify(values))
      throw new Error("The list's statement takes other values than expected.");
    return finding.found();
  };
  const shape = `page ${orderBy} ${isFromEnd} ${after !== null} ${before !== null} ${count}`;
  return { shape, values, found };
}

/** Its values come after `offset` others. */
function renumbered(text: string, offset: number): string {
  return text.replace(/\$(\d+)/g, (_, index: string) => `$${Number(index) + offset}`);
}
