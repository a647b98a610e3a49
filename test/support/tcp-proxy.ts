import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface Place {
  readonly host: string;
  readonly port: number;
}

/** A network to one server, whose faults a spec chooses; they hold for open connections too. */
export interface TcpProxy {
  readonly port: number;
  /** How many connections there have been. */
  readonly opened: number;
  /** `url` by way of the proxy. */
  through(url: string): string;
  /** Passes everything on, `delay` milliseconds later each way. */
  passes(delay?: number): void;
  /** Swallows everything, and says nothing: half-open connections. New ones are taken, and hear nothing either. */
  swallows(): void;
  /** Resets every connection, and new ones at once. */
  resets(): void;
  /** New connections are to another server. */
  leadsTo(place: Place): void;
  close(): Promise<void>;
}

export async function startTcpProxy(first: Place): Promise<TcpProxy> {
  let target = first;
  let behaviour: "pass" | "swallow" | "reset" = "pass";
  let delay = 0;
  let opened = 0;
  const sockets = new Set<Socket>();

  function forward(from: Socket, to: Socket): void {
    let turn = Promise.resolve();
    const inTurn = (work: () => void) => {
      turn = turn.then(async () => {
        if (delay > 0) await sleep(delay);
        if (behaviour === "pass") work();
      });
    };
    from.on("data", (chunk) => inTurn(() => to.write(chunk)));
    from.on("end", () => inTurn(() => to.end()));
    from.on("error", () => {});
    from.on("close", () => {
      sockets.delete(from);
      if (behaviour !== "swallow") inTurn(() => to.destroy());
    });
    sockets.add(from);
  }

  const server = createServer((client) => {
    opened += 1;
    if (behaviour === "reset") {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(target);
    forward(client, upstream);
    forward(upstream, client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const dropAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };

  return {
    port,
    get opened() {
      return opened;
    },
    through(url) {
      const proxied = new URL(url);
      proxied.host = `127.0.0.1:${port}`;
      return proxied.href;
    },
    passes(milliseconds = 0) {
      // What was cut off stays so: a network that comes back brings no lost bytes.
      if (behaviour === "swallow") dropAll();
      behaviour = "pass";
      delay = milliseconds;
    },
    swallows() {
      behaviour = "swallow";
    },
    resets() {
      behaviour = "reset";
      dropAll();
    },
    leadsTo(place) {
      target = place;
    },
    async close() {
      dropAll();
      server.close();
      await once(server, "close");
    },
  };
}
