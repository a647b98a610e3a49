import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { eventually } from "../support/eventually.js";
import { becomesQuiet, type Crowd, gather } from "../support/faults/crowd.js";
import { type Deployment, startDeployment } from "../support/faults/deployment.js";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy.js";

let way: TcpProxy;
let deployment: Deployment;
let crowd: Crowd;
let refusing: Server;

beforeAll(async () => {
  way = await startTcpProxy({ host: "127.0.0.1", port: 1 });
  // Without limits of mails, so that all of them are to come at once.
  deployment = await startDeployment({ SMTP_URL: `smtp://127.0.0.1:${way.port}`, NODE_ENV: "test" });
  way.leadsTo({ host: "127.0.0.1", port: Number(new URL(deployment.mails.url).port) });
  crowd = await gather(deployment, ["ada@mails.example", "bob@mails.example"]);
  refusing = createServer((socket: Socket) => {
    socket.on("error", () => {});
    socket.end("421 Come back later.\r\n");
  });
  refusing.listen(0, "127.0.0.1");
  await once(refusing, "listening");
});

afterAll(async () => {
  await deployment?.stop();
  refusing?.close();
  await way?.close();
});

const portOf = (server: Server) => {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
};

const faults: Readonly<Record<string, () => void>> = {
  "is down": () => way.resets(),
  "is slow": () => way.passes(700),
  "is silent": () => way.swallows(),
  "refuses everybody": () => {
    way.resets();
    way.leadsTo({ host: "127.0.0.1", port: portOf(refusing) });
    way.passes();
  },
};

describe.each(Object.entries(faults))("when the mail server %s", (_, fault) => {
  it("R16 R29 credentials are made and stopped all the same, and every mail comes in the end", async () => {
    const arrived = deployment.mails.mails.length;
    const before = crowd.answered;
    fault();
    await crowd.during(() => sleep(3_000));
    expect(crowd.answered).toBeGreaterThan(before);
    // Not a single job besides mails waits for the mail server: keys are made and stopped.
    await eventually(async () => {
      const others = await deployment.query(
        "select from graphile_worker.jobs where task_identifier = 'provision' and run_at <= now()",
      );
      return others.length === 0;
    });
    way.resets();
    way.leadsTo({ host: "127.0.0.1", port: Number(new URL(deployment.mails.url).port) });
    way.passes();
    await becomesQuiet(deployment);
    expect(deployment.mails.mails.length).toBeGreaterThan(arrived);
    expect(await deployment.query("select id from outgoing_mail")).toEqual([]);
    expect(await crowd.differences()).toEqual([]);
  });
});
