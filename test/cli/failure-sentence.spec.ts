import { expect, it } from "@jest/globals";
import { failureSentence } from "../../src/cli/failure-sentence.js";

const failed = (facts: object) => failureSentence(Object.assign(new Error("raw"), facts));
const folder =
  "This user may not write /data/secret-keys. Give them the right to, or set DATA_DIR to another folder.";

it.each([
  ["a folder of somebody else's", { code: "EACCES", path: "/data/secret-keys" }, folder],
  ["a read-only file system", { code: "EROFS", path: "/data/secret-keys" }, folder],
  ["a folder that nobody may write to", { code: "EPERM", path: "/data/secret-keys" }, folder],
  [
    "a port below 1024",
    { code: "EACCES", port: 80 },
    "Port 80 may not be used by this user. Set PORT to one above 1023.",
  ],
  ["a file that is missing", { code: "ENOENT", path: "a.yaml" }, "There is no file a.yaml."],
  ["anything else", { code: "EPIPE" }, "raw"],
])("what failed is said in a sentence: %s", (_, facts, sentence) => {
  expect(failed(facts)).toBe(sentence);
});
