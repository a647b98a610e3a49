/** Mutation testing of the domain: are the rules' specs sharp enough to notice a change? `npm run test:mutation`. */
export default {
  mutate: ["src/domain/**/*.ts"],
  // Only what the domain's specs need. Stryker would read tsconfig.json with an API that TypeScript 7 does not have.
  ignorePatterns: [
    "**",
    "!src/domain/**",
    "!test/domain/**",
    "!test/support/**",
    "!jest.config.js",
    "!.swcrc",
  ],
  testRunner: "jest",
  testRunnerNodeArgs: ["--experimental-vm-modules", "--no-warnings"],
  jest: {
    config: {
      testMatch: ["<rootDir>/test/domain/**/*.spec.ts"],
      // The model specs run hundreds of random stories: too slow to repeat for every mutant.
      testPathIgnorePatterns: ["\\.model\\.spec\\.ts$"],
      // Each mutant wants its modules afresh.
      testRunner: "jest-circus/runner",
      testEnvironment: "node",
      extensionsToTreatAsEsm: [".ts"],
      transform: { "^.+\\.ts$": ["@swc/jest"] },
      moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
      // No database.
      globalSetup: null,
      globalTeardown: null,
    },
  },
  coverageAnalysis: "perTest",
  concurrency: 2,
  // Modules that a test run has loaded are never let go (ECMAScript modules in Jest): begin afresh now and then.
  maxTestRunnerReuse: 40,
  thresholds: { high: 95, low: 90, break: 90 },
  reporters: ["clear-text", "html", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: "reports/mutation/index.html" },
  jsonReporter: { fileName: "reports/mutation/report.json" },
  tempDirName: ".stryker-tmp",
};
