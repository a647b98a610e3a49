import Sequencer from "@jest/test-sequencer";

/** On a machine that has not run them yet: what nobody is to be left alone with in the end. */
const longest = [
  "browser/factors",
  "e2e/command-line",
  "e2e/company-journey",
  "e2e/journey",
  "e2e/managing",
  "e2e/owner-notices.rounds",
  "e2e/processes",
  "e2e/watching-partners",
  "graphql/hostile-input.rounds",
  "graphql/limits-worst-requests",
  "graphql/plans",
  "graphql/roles/commands",
  "graphql/roles/fields",
].map((name) => `/test/${name}.spec.ts`);

/** Spec files by how long each took here; before that is known, `longest` and then the others by their size. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isFirst = ({ path, duration }) =>
      duration === undefined && longest.some((name) => path.endsWith(name));
    return [...sorted.filter(isFirst), ...sorted.filter((test) => !isFirst(test))];
  }
}
