import { connect, type Socket } from "node:net";

export interface RawAnswer {
  /** 0 where the connection was closed without an answer. */
  readonly status: number;
  readonly body: string;
  /** Nothing more came for too long. */
  readonly isLate: boolean;
}

interface Asking {
  /** To what is asked by `HEAD`, no answer has a body. */
  readonly method?: string;
  /** Ms; without it, waited for without an end. */
  readonly patience?: number;
}

/** Sends bytes that no well-behaved client would, one request after the other on a connection. */
export class RawClient {
  private socket: Socket | undefined;

  constructor(
    private readonly port: number,
    private readonly host = "127.0.0.1",
  ) {}

  async ask(head: string, body: Buffer, { method = "GET", patience }: Asking = {}): Promise<RawAnswer> {
    const socket = this.connected();
    const { promise, resolve } = Promise.withResolvers<RawAnswer>();
    const received: Buffer[] = [];
    const end = (isLate = false) => {
      this.close();
      const all = Buffer.concat(received);
      resolve({
        ...(answerIn(all, method) ?? { status: statusOf(all), body: all.toString("utf8") }),
        isLate,
      });
    };
    const onData = (chunk: Buffer) => {
      received.push(chunk);
      const all = Buffer.concat(received);
      const answer = answerIn(all, method);
      if (!answer) return;
      if (!answer.isKeptOpen) this.close();
      resolve({ ...answer, isLate: false });
    };
    const onEnd = () => end();
    const timer = patience && setTimeout(() => end(true), patience);
    socket.on("data", onData).on("close", onEnd).on("error", onEnd);
    socket.write(Buffer.concat([Buffer.from(head, "latin1"), body]));
    try {
      return await promise;
    } finally {
      if (timer) clearTimeout(timer);
      socket.off("data", onData).off("close", onEnd).off("error", onEnd);
    }
  }

  private connected(): Socket {
    if (this.socket && !this.socket.destroyed) return this.socket;
    this.socket = connect({ port: this.port, host: this.host, noDelay: true });
    return this.socket.on("error", () => {});
  }

  close(): void {
    this.socket?.destroy();
    this.socket = undefined;
  }
}

interface ReadAnswer {
  readonly status: number;
  readonly body: string;
  readonly isKeptOpen: boolean;
}

/** Undefined until all of it is there. */
function answerIn(received: Buffer, method: string): ReadAnswer | undefined {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = received.subarray(0, end).toString("latin1");
  const status = statusOf(received);
  const rest = received.subarray(end + 4);
  if (status < 200) return answerIn(rest, method);
  const isKeptOpen = !/^connection: close/im.test(head);
  const hasNone = method === "HEAD" || status === 204 || status === 304;
  const body = hasNone ? Buffer.alloc(0) : bodyIn(head, rest);
  return body && { status, body: body.toString("utf8"), isKeptOpen };
}

function bodyIn(head: string, rest: Buffer): Buffer | undefined {
  if (/^transfer-encoding: chunked/im.test(head)) return rest.includes("0\r\n\r\n") ? rest : undefined;
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  return rest.length < length ? undefined : rest.subarray(0, length);
}

/** 0 where there is none. */
function statusOf(received: Buffer): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(received.toString("latin1", 0, 12))?.[1] ?? 0);
}
