import { describe, expect, it } from "@jest/globals";
import { documents, files, read } from "./repository.js";

const folder = "docs/decisions/";
const records = files.filter((file) => /^docs\/decisions\/\d{4}-[a-z0-9-]+\.md$/.test(file)).sort();

describe("decisions", () => {
  it("have a number each, the same in name and title", () => {
    const numbers = records.map((record) => Number(record.slice(folder.length, folder.length + 4)));
    expect(records.map((record) => factsOf(record).number)).toEqual(numbers);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it("are all in the index, with the title, status and date that they have", () => {
    const lines = read(`${folder}README.md`).match(/^\| \[.*$/gm);
    expect(lines).toEqual(
      records.map((record) => {
        const name = record.slice(folder.length);
        const { title, status, date } = factsOf(record);
        return `| [${name.slice(0, 4)}](${name}) | ${title} | ${status} | ${date} |`;
      }),
    );
  });

  it("that are superseded say by which one", () => {
    const superseding = records.flatMap(
      (record) => /^Superseded by (.*)$/.exec(factsOf(record).status)?.[1] ?? [],
    );
    expect(
      superseding.filter((number) => !records.some((record) => record.startsWith(`${folder}${number}-`))),
    ).toEqual([]);
  });

  it("have no other file beside them but the index", () => {
    const there = documents.map(({ path }) => path).filter((path) => path.startsWith(folder));
    expect(there.sort()).toEqual([...records, `${folder}README.md`].sort());
  });
});

/** Throws nothing: what is missing is undefined and fails the comparison. */
function factsOf(record: string) {
  const [, number, title] = /^# (\d+)\. (.+)\n/.exec(read(record)) ?? [];
  const [, status = "", date] =
    /^\*\*Status\.\*\* (Accepted|Superseded by \d{4}), (\d{4}-\d\d-\d\d)\.$/m.exec(read(record)) ?? [];
  return { number: Number(number), title, status, date };
}
