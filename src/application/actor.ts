/** Who sends a command or asks a query: always a signed-in developer with a verified address (R1). */
export interface Actor {
  readonly developerId: string;
  /** Null once he is no member any more (R9). */
  readonly partnerId: string | null;
  readonly isOperator: boolean;
  /** The network address he comes from, for the audit trail (R33). */
  readonly address: string | null;
}

/** The system itself, in a worker. */
export const system = "system";
