import { ModernFakeTimers } from "@jest/fake-timers";
import { ModuleMocker } from "jest-mock";

// Apollo Client warns of a cache that is set up wrong when it finds this as it is loaded, by whichever spec comes first.
globalThis.__DEV__ = true;

/**
 * Specs run in Node.js itself, not in a `node:vm` context for each file (docs/decisions/0057). What Jest or a spec
 * changes of the process is given back when the file has ended.
 */
export default class NodeItself {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  #given = { console, exit: process.exit, getBuiltinModule: process.getBuiltinModule };

  constructor({ projectConfig: config }) {
    this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
  }

  getVmContext() {
    return null;
  }

  async setup() {
    // Jest has put one in that knows modules of a context alone.
    process.getBuiltinModule = this.#given.getBuiltinModule;
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    globalThis.console = this.#given.console;
    process.exit = this.#given.exit;
    for (const name of ["EVENT_HANDLERS", "TEST_TIMEOUT_SYMBOL"]) delete globalThis[Symbol.for(name)];
  }
}
