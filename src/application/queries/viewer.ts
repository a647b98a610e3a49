/** Who asks. Everything that is read is what this developer may see, decided in SQL (R18). */
export interface Viewer {
  readonly developerId: string;
  /** Null once he is no member any more. */
  readonly partnerId: string | null;
  readonly isOperator: boolean;
}
