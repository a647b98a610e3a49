import { runInNewContext } from "node:vm";
import { expect, it } from "@jest/globals";
import { withNaturalNames } from "../../scripts/natural-names.js";

/** As esbuild writes it, and counts how often it was called. */
const helper = `var calls = 0;
var __name = (target, value) => {
  calls += 1;
  return Object.defineProperty(target, "name", { value, configurable: true });
};
`;

/** What the program leaves in `result`, by its name, and how often names were given by a call. */
function run(program: string): { name: string; calls: number } {
  return runInNewContext(`${program}\n({ name: result.name, calls })`);
}

it.each([
  ["a variable", `const result=__name(body=>{return body},"result");`],
  ["an asynchronous one", `const result=__name(async()=>1,"result");`],
  ["one in parentheses", `const result=__name(((body)=>{return body}),"result");`],
  ["a function", `var result=__name(function(){},"result");`],
  ["an assignment", `var result;result=__name(()=>1,"result");`],
  ["a property", `const { told: result }={told:__name(()=>1,"told")};`],
  ["a quoted property", `const result={"told":__name(()=>1,"told")}.told;`],
  [
    "a function's own name",
    `const other={};other.at=__name(function told(){},"told");const result=other.at;`,
  ],
  ["one that is returned", `const make=()=>{return __name(function told(){},"told")};const result=make();`],
  [
    "one that is returned on the next line",
    `const make=()=>{return __name(\nfunction told(){\n},"told")};const result=make();`,
  ],
  [
    "one that is called with a receiver of its own",
    `const make=()=>__name(function told(){return this.at},"told").call({at:__name(()=>1,"at")});const result=make();`,
  ],
  ["a declaration", `function result(){}__name(result,"result");`],
  [
    "one within",
    `const make=__name(()=>{function told(){}__name(told,"told");return told},"make");const result=make();`,
  ],
  ["another name", `const result2=__name(()=>1,"result");const result=result2;`],
  ["a member", `const other={};other.told=__name(()=>1,"told");const result=other.told;`],
  ["a computed property", `const told="a";const result={[told]:__name(()=>1,"told")}.a;`],
  ["an argument", `const given=of=>of;const result=given(__name(()=>1,"told"));`],
  [
    "a function of another name",
    `const result2=__name(function(){return this},"result");const result=result2;`,
  ],
  ["`__proto__`", `const given=of=>of;const result=given(__name(()=>1,"__proto__"));`],
])("what JavaScript names by itself is not named by a call: %s", (_, text) => {
  const program = helper + text;
  const { name, calls } = run(withNaturalNames(program));
  expect({ name, calls }).toEqual({ name: run(program).name, calls: 0 });
});

it.each([
  ["a declaration of another name", `function result2(){}__name(result2,"told");const result=result2;`],
  [
    "a function that is called at once",
    `const result=__name(function(){"use strict";return {name:typeof this}},"told")();`,
  ],
  ["a class", `class Told2{static{__name(this,"Told")}}const result=Told2;`],
  [
    "a variable that holds a class of another name",
    `let Told=class Told2{};__name(Told,"Told");const result=Told;`,
  ],
])("what it would name otherwise is named by a call: %s", (_, text) => {
  const program = helper + text;
  expect(run(withNaturalNames(program))).toEqual(run(program));
  expect(run(program).calls).toBe(1);
});

it("every line stays where it was", () => {
  const text = `const told=__name(()=>{\nreturn 1\n},\n"told");\nfunction more(){}__name(\nmore,\n"more");const last=\n1;`;
  const program = withNaturalNames(text);
  expect(program).not.toContain("__name");
  const lineOf = (written: string) => written.split("\n").findIndex((line) => line.includes("const last"));
  expect(lineOf(program)).toBe(lineOf(text));
});
