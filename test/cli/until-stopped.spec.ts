import { fileURLToPath } from "node:url";
import { expect, it } from "@jest/globals";
import { startScript } from "../support/program.js";

const script = fileURLToPath(new URL("../support/stopping.js", import.meta.url));

async function stopped(how: string, signals: readonly NodeJS.Signals[] = ["SIGTERM"], start = "at once") {
  const program = startScript([script, how, start], {});
  await program.prints(start === "at once" ? /started/ : /starting/);
  for (const signal of signals) {
    program.process.kill(signal);
    // Two signals of one kind that wait are one.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { status: await program.exited, said: program.stderr(), out: program.stdout() };
}

it("a clean stop ends with 0", async () => {
  const out = "starting\nstarted\nstopped\n";
  expect(await stopped("cleanly")).toEqual({ status: 0, said: "", out });
  expect(await stopped("cleanly", ["SIGINT"])).toEqual({ status: 0, said: "", out });
});

it("a stop that never settles ends with 1 and a sentence, also when nothing is left that could settle it", async () => {
  expect(await stopped("never")).toMatchObject({
    status: 1,
    said: "Portico has not stopped within 0.7 s. What was running is cut off.\n",
  });
});

it("a stop that fails ends with 1 and its sentence", async () => {
  expect(await stopped("badly")).toMatchObject({ status: 1, said: "The last sentence.\n" });
});

it("what is left open after a stop does not keep the process", async () => {
  expect(await stopped("but leaves a timer")).toMatchObject({ status: 0, said: "" });
});

it("a second signal ends it at once", async () => {
  expect(await stopped("never", ["SIGTERM", "SIGINT"])).toMatchObject({
    status: 1,
    said: "A second signal ends Portico at once. What was running is cut off.\n",
  });
});

it("a signal amid the start stops it as soon as it has started", async () => {
  expect(await stopped("cleanly", ["SIGTERM"], "slowly")).toEqual({
    status: 0,
    said: "",
    out: "starting\nstarted\nstopped\n",
  });
});
