/** The process's log: fields, then what happened, in a few words. What writes it masks secrets and addresses. */
export interface Logger {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
  debug(fields: object, message: string): void;
  /** The same log, with the id of the request that its lines belong to in each of them. */
  child(request: { readonly reqId: string }): Logger;
}
