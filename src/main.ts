#!/usr/bin/env node
import { runCommand } from "./cli/run-command.js";

await runCommand(process.argv.slice(2));
