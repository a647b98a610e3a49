/**
 * Runs one command of the built program for each message, `{ args, env }`, and sends what it printed and its exit status:
 * as `portico` does, but for the time that a process of its own takes to start.
 */
import { runCommand } from "../../dist/cli/run-command.js";

process.on("message", async ({ args, env }) => {
  const out = [];
  const err = [];
  console.log = (text) => out.push(text);
  console.error = (text) => err.push(text);
  process.env = env;
  process.exitCode = 0;
  await runCommand(args);
  process.send({ code: process.exitCode, out: out.join("\n"), err: err.join("\n") });
});
