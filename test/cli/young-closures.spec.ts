import { execFileSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import { expect, it } from "@jest/globals";
import { withYoungClosures } from "../../scripts/young-closures.js";

it.each([
  ["a function", `const of={};of.told=function(){return 1};const result=[of.told(),of.told.name];`],
  ["one with a name", `const of={};of.told=function told(){return 1};const result=[of.told(),of.told.name];`],
  ["an arrow", `const of={};of.told=given=>given;const result=[of.told(1),of.told.name];`],
  [
    "one in parentheses",
    `const of={};of.told=((given)=>{return given});const result=[of.told(1),of.told.name];`,
  ],
  ["a computed property", `const of={};of["told"]=function(){return this===of};const result=of.told();`],
  ["one that is there unless it was", `const of={};of.told??=()=>1;of.told??=()=>2;const result=of.told();`],
  ["a method upon itself", `const of={at:1,set(){this.told=()=>this.at}};of.set();const result=of.told();`],
  ["one after the other", `const of={};of.one=of.other=()=>1;const result=of.one===of.other&&of.one();`],
  ["one within", `const of={};of.one=()=>{of.other=()=>1;return of.other()};const result=of.one();`],
  ["two in a list", `const of={};of.one=()=>1,of.other=()=>2;const result=[of.one(),of.other()];`],
])("a function that is assigned to a property stays what it is: %s", (_, text) => {
  const program = withYoungClosures(text);
  expect(program).toContain("(0,");
  expect(runInNewContext(`${program}\nJSON.stringify(result)`)).toEqual(
    runInNewContext(`${text}\nJSON.stringify(result)`),
  );
});

it.each(["const told=()=>1;", "let told;told=()=>1;", "const of={told:()=>1};", "of.told=made(()=>1);"])(
  "what is no such function is left alone: %s",
  (text) => {
    expect(withYoungClosures(text)).toBe(text);
  },
);

it.each(["(0)", "[0].at(0)", "`0`", "/0/.test(0)", "+0", "0"])(
  "what begins a statement by itself, after an arrow without a semicolon, is no part of it: %s",
  (next) => {
    const text = `const of={};let calls=0;of.told=()=>{calls+=1}\n${next};const result=[typeof of.told,calls];`;
    expect(runInNewContext(`${withYoungClosures(text)}\nJSON.stringify(result)`)).toBe('["function",0]');
  },
);

it("every line stays where it was", () => {
  const text = "of.told=()=>{\nreturn 1\n};\nof.more=function(){\n};last=\n1;";
  expect(
    withYoungClosures(text)
      .split("\n")
      .map((line) => line.slice(-1)),
  ).toEqual(text.split("\n").map((line) => line.slice(-1)));
});

it("what the function sees is gone with it as soon as young objects are collected", () => {
  // Each of a thousand functions sees 8 kB.
  const text = `
    const make = (seen) => { const of = {}; of.told = () => seen; };
    for (let times = 0; times < 3; times += 1) gc({ type: "minor" });
    const before = process.memoryUsage().heapUsed;
    for (let times = 0; times < 1_000; times += 1) make(new Array(1_000).fill(times));
    for (let times = 0; times < 3; times += 1) gc({ type: "minor" });
    console.log(process.memoryUsage().heapUsed - before);`;
  const kept = (program: string) =>
    // Not compiled for good, in which case nothing of it is made at all.
    Number(execFileSync(process.execPath, ["--expose-gc", "--no-opt", "--no-maglev", "--eval", program]));
  expect(kept(text)).toBeGreaterThan(6_000_000);
  expect(kept(withYoungClosures(text))).toBeLessThan(2_000_000);
});
