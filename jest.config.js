/** `npm test`. Tests run as ES modules: MikroORM 7 cannot be loaded as CommonJS. */
export default {
  testMatch: ["<rootDir>/test/**/*.spec.{ts,tsx}"],
  testPathIgnorePatterns: ["\\.long\\.spec\\.ts$"],
  // The benchmark's peers, where they are installed, are nobody's modules here.
  modulePathIgnorePatterns: ["<rootDir>/bench/peers/"],
  testEnvironment: "<rootDir>/test/support/jest/environment.js",
  testRunner: "<rootDir>/test/support/jest/test-runner.js",
  testSequencer: "<rootDir>/test/support/jest/sequencer.js",
  transform: {},
  globalSetup: "<rootDir>/test/support/global-setup.js",
  globalTeardown: "<rootDir>/test/support/global-teardown.js",
  // What hangs fails in the end; a machine that is busy with other things fails nothing.
  testTimeout: 180_000,
  // One more than the cores that a small machine has: specs wait for workers, programs and answers that come evenly.
  maxWorkers: 3,
  workerIdleMemoryLimit: "1GB",
};
