import type { ReadModel } from "../../application/queries/read-model.js";
import type { Orm } from "../persistence/orm.js";
import { accessTokenReads } from "./access-token-reads.js";
import { catalogueReads } from "./catalogue-reads.js";
import { clientApplicationReads } from "./client-application/client-application-reads.js";
import { type Reader, readerOf } from "./db.js";
import { developerReads } from "./developer/developer-reads.js";
import { gatewayTokenReads } from "./gateway-token-reads.js";
import { partnerReads } from "./partner/partner-reads.js";
import { usageReads } from "./usage-reads.js";

/** `gathers`: whether what belongs together is read together (docs/speed.md). */
export function createReadModel(orm: Orm, { gathers = true } = {}): ReadModel {
  const reads = readModelOf(readerOf(orm.em.fork()));
  if (gathers) return reads;
  return { ...reads, clientApplications: { ...reads.clientApplications, gathering: null } };
}

export function readModelOf(db: Reader): ReadModel {
  return {
    clientApplications: clientApplicationReads(db),
    partners: partnerReads(db),
    developers: developerReads(db),
    catalogue: catalogueReads(db),
    accessTokens: accessTokenReads(db),
    gatewayTokens: gatewayTokenReads(db),
    usage: usageReads(db),
  };
}
