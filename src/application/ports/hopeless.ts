/** Why something that is queued failed for good: to try the same again cannot help, before somebody has changed something. */
export class Hopeless extends Error {
  override name = "Hopeless";
}
