import short from "./jest.config.js";

/** `npm run test:long`: what takes too long for every change, and the races and random stories many times more. */
// biome-ignore lint/style/noProcessEnv: what the workers get
process.env.ROUNDS ??= "100";

export default {
  ...short,
  testMatch: ["<rootDir>/test/**/*.{rounds,long}.spec.ts"],
  testPathIgnorePatterns: [],
};
