/** A licensed collection of APIs. Plain reference data; operators keep it. */
export interface ApiProduct {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Closed products take no new applications (R14). */
  readonly isOpen: boolean;
}
