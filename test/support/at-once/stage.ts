import { fileURLToPath } from "node:url";
import { gatewayToken } from "../gateway.js";
import { type Program, startScript } from "../program.js";
import { type Person, type Story, startStory } from "../story.js";
import { startTcpProxy, type TcpProxy } from "../tcp-proxy.js";
import { type Chronicle, createChronicle } from "./chronicle.js";
import { startLoad } from "./load.js";
import { takeTurns } from "./turns.js";

const verifier = fileURLToPath(new URL("./verifier.ts", import.meta.url));
const typescript = fileURLToPath(new URL("../run-typescript.js", import.meta.url));

export interface Stage {
  readonly chronicle: Chronicle;
  /** By which both verifiers hear of changes, and of nothing else. */
  readonly network: TcpProxy;
  /** So many changes are made while `during` lasts; what they are called says so. */
  changing(count: number, fault: string, during?: (isOver: () => boolean) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Two verifiers that are asked all the time, and people who change what they are asked about. */
export async function startStage(databaseUrl?: string): Promise<Stage> {
  const settings = { OPERATOR_EMAILS: "olga@bank.example", STATEMENT_TIMEOUT: "2000", LOCK_TIMEOUT: "1500" };
  const story: Story = await startStory({ settings, ...(databaseUrl && { databaseUrl }) });
  const operator: Person = await story.readyDeveloper("olga@bank.example");
  const person = await story.readyDeveloper("ada@turning.example");
  const { config, databaseUrl: url } = story.services;
  const { hostname: host, port } = new URL(url);
  const network = await startTcpProxy({ host, port: Number(port) });
  const env = { DATABASE_URL: url, CHANGES_URL: network.through(url), SECRET_KEYS: config.secretKeys };
  const programs = [1, 2].map(() => startScript(["--no-warnings", "--import", typescript, verifier], env));
  await Promise.all(programs.map((each) => each.prints(/listening on \d+\./)));
  const urls = programs.map((each) => `http://127.0.0.1:${portOf(each)}`);
  const chronicle = createChronicle();
  const { value: token } = await gatewayToken(operator, story, "production");
  const load = startLoad(urls, token, chronicle);
  return {
    chronicle,
    network,
    async changing(count, fault, during = async () => {}) {
      const enough = chronicle.changed + count;
      const isOver = () => chronicle.changed >= enough;
      const parts = { story, person, operator, chronicle, keys: load.keys, fault: () => fault };
      await Promise.all([during(isOver), ...[1, 2, 3].map(() => takeTurns(parts, isOver))]);
    },
    async stop() {
      await load.stop();
      await Promise.all(programs.map((each) => each.stop("SIGKILL")));
      await network.close();
      await story.stop();
    },
  };
}

function portOf(program: Program): number {
  return Number(/listening on (\d+)\./.exec(program.stdout())?.[1]);
}
