import type { ReadModel } from "../../application/queries/read-model.js";
import type { Orm } from "../persistence/orm.js";
import { accessTokenReads } from "./access-token-reads.js";
import { catalogueReads } from "./catalogue-reads.js";
import { clientApplicationReads } from "./client-application/client-application-reads.js";
import { type Reader, readerOf } from "./db.js";
import { developerReads } from "./developer/developer-reads.js";
import { partnerReads } from "./partner/partner-reads.js";

export function createReadModel(orm: Orm): ReadModel {
  return readModelOf(readerOf(orm.em.fork()));
}

export function readModelOf(db: Reader): ReadModel {
  return {
    clientApplications: clientApplicationReads(db),
    partners: partnerReads(db),
    developers: developerReads(db),
    catalogue: catalogueReads(db),
    accessTokens: accessTokenReads(db),
  };
}
