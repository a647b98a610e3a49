import { connect, type Socket } from "node:net";

export interface RawAnswer {
  readonly status: number;
  readonly body: string;
}

/** Sends bytes that no well-behaved client would, one request after the other on a connection. */
export class RawClient {
  private socket: Socket | undefined;

  constructor(private readonly port: number) {}

  /** Status 0 where the connection was closed without an answer. */
  async ask(head: string, body: Buffer): Promise<RawAnswer> {
    const socket = this.socket ?? connect(this.port, "127.0.0.1");
    this.socket = socket;
    const { promise, resolve } = Promise.withResolvers<RawAnswer>();
    let received = Buffer.alloc(0);
    const answered = () => answerIn(received);
    const onData = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const answer = answered();
      if (!answer) return;
      if (/^connection: close/im.test(received.toString("latin1"))) this.forget();
      resolve(answer);
    };
    const onEnd = () => {
      this.forget();
      resolve(answered() ?? { status: 0, body: "" });
    };
    socket.on("data", onData).on("close", onEnd).on("error", onEnd);
    socket.write(Buffer.concat([Buffer.from(head, "latin1"), body]));
    try {
      return await promise;
    } finally {
      socket.off("data", onData).off("close", onEnd).off("error", onEnd);
    }
  }

  private forget(): void {
    this.socket?.on("error", () => {});
    this.socket?.destroy();
    this.socket = undefined;
  }

  close(): void {
    this.forget();
  }
}

/** Undefined until all of it is there. */
function answerIn(received: Buffer): RawAnswer | undefined {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = received.subarray(0, end).toString("latin1");
  const status = Number(head.split(" ", 2)[1]);
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  const body = received.subarray(end + 4);
  return body.length < length ? undefined : { status, body: body.subarray(0, length).toString("utf8") };
}
