/** When the operators last got a digest. */
export interface OperatorDigests {
  lastSentAt(): Promise<Date | null>;
  markSent(now: Date): Promise<void>;
}
