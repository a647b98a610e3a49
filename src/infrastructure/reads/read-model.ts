import type { ReadModel } from "../../application/queries/read-model.js";
import type { Orm } from "../persistence/orm.js";
import { applicationReads } from "./application-reads.js";
import { catalogueReads } from "./catalogue-reads.js";
import { readerOf } from "./db.js";
import { operatorReads } from "./operator-reads.js";
import { peopleReads } from "./people-reads.js";

export function createReadModel(orm: Orm): ReadModel {
  const db = readerOf(orm);
  return {
    people: peopleReads(db),
    operators: operatorReads(db),
    applications: applicationReads(db),
    catalogue: catalogueReads(db),
  };
}
