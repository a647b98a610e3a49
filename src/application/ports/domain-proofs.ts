/** What it takes to prove a domain (R38). */
export interface DomainProofs {
  /** A text that nobody can guess. */
  newChallenge(): string;
  /** The texts of the TXT records at a name; none when there are none, or no answer comes in time. */
  texts(name: string): Promise<readonly string[]>;
}
