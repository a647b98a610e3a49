#!/usr/bin/env node
const oldest = [22, 18] as const;
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  console.error(
    `Portico needs Node.js ${oldest.join(".")} or newer; \`npm start\` and \`npx portico\` bring their own.`,
  );
  process.exitCode = 1;
} else {
  // Not before: what it imports may not even load.
  const { runCommand } = await import("./cli/run-command.js");
  await runCommand(process.argv.slice(2));
}
