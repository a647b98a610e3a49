/** One published version of the terms; the newest is the current one. */
export interface Terms {
  readonly version: string;
  readonly url: string | null;
  readonly publishedAt: Date;
}
