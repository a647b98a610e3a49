import { expect, it } from "@jest/globals";
import { durationInWords } from "../../src/application/duration-in-words.js";

it.each([
  [1, "1 second"],
  [45, "45 seconds"],
  [60, "1 minute"],
  [90, "90 seconds"],
  [900, "15 minutes"],
  [3600, "1 hour"],
  [5400, "90 minutes"],
  [86_400, "24 hours"],
  [129_600, "36 hours"],
  [604_800, "7 days"],
])("%i seconds are told as %s", (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words);
});
