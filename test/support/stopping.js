/** A program that stops as its argument says. */
import { untilStopped } from "../../dist/cli/until-stopped.js";

const stops = {
  cleanly: async () => {},
  never: () => new Promise(() => {}),
  badly: async () => {
    throw new Error("The last sentence.");
  },
  "but leaves a timer": async () => void setInterval(() => {}, 1_000),
};

const [how, start = "at once"] = process.argv.slice(2);
try {
  await untilStopped(
    async () => {
      // It keeps the process alive, as a server does.
      const work = setInterval(() => {}, 1_000);
      console.log("starting");
      if (start !== "at once") await new Promise((resolve) => setTimeout(resolve, 500));
      console.log("started");
      return async () => {
        clearInterval(work);
        await stops[how]();
      };
    },
    { limit: 700 },
  );
  console.log("stopped");
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
