import type { Catalogue } from "../../../application/ports/unit-of-work.js";
import type { ApiEnvironment } from "../../../domain/catalogue/api-environment.js";
import type { ApiProduct } from "../../../domain/catalogue/api-product.js";
import type { Terms } from "../../../domain/catalogue/terms.js";
import { ApiEnvironmentRow, ApiProductRow, TermsRow } from "../entities/catalogue.js";
import type { Em } from "../orm.js";

export class MikroCatalogue implements Catalogue {
  constructor(private readonly em: Em) {}

  async products(productIds: readonly string[]): Promise<ApiProduct[]> {
    return this.em.find(ApiProductRow, { id: { $in: [...productIds] } });
  }

  async environments(environmentIds: readonly string[]): Promise<ApiEnvironment[]> {
    return this.em.find(ApiEnvironmentRow, { id: { $in: [...environmentIds] } });
  }

  async currentTerms(): Promise<Terms> {
    const [terms] = await this.em.find(
      TermsRow,
      {},
      { orderBy: { publishedAt: "desc", version: "desc" }, limit: 1 },
    );
    if (!terms) throw new Error("No terms are published.");
    return { ...terms, url: terms.url ?? null };
  }
}
