import type { ReadModel } from "../../application/queries/read-model.js";
import type { Orm } from "../persistence/orm.js";
import { applicationReads } from "./application-reads.js";
import { catalogueReads } from "./catalogue-reads.js";
import { type Reader, readerOf } from "./db.js";
import { operatorReads } from "./operator-reads.js";
import { peopleReads } from "./people-reads.js";

export function createReadModel(orm: Orm): ReadModel {
  return readModelOf(readerOf(orm.em.fork()));
}

export function readModelOf(db: Reader): ReadModel {
  return {
    people: peopleReads(db),
    operators: operatorReads(db),
    applications: applicationReads(db),
    catalogue: catalogueReads(db),
  };
}
