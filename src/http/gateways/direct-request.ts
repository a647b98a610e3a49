import { UpgradableRequest } from "../upgradable-request.js";

declare module "node:http" {
  interface IncomingMessage {
    /** Called for each field once somebody asks for the headers. */
    _addHeaderLine(name: string, value: string, headers: Record<string, string>): void;
  }
}

/** Fields that gateways send, as they and proxies spell them, by what Node.js calls them. */
const spelled = new Map(
  ["Host", "Connection", "Content-Type", "Content-Length", "User-Agent", "Accept", "X-Forwarded-For"]
    .concat("Portico-Gateway-Token", "API-Key", "X-API-Key", "X-Request-Id")
    .flatMap((name) => [name, name.toLowerCase()].map((each) => [each, name.toLowerCase()])),
);

/** Gets each piece of a body as it comes, and null at its end. */
export type BodyReader = (chunk: Buffer | null) => void;

/**
 * A request whose body may be read as the parser gives it: at once, and without what makes a stream of it, which takes longer
 * than all the rest of an answer to a gateway. One that is not read so is a request like any other.
 */
export class DirectRequest extends UpgradableRequest {
  #reader: BodyReader | undefined;

  /** To be called when the request arrives; nothing comes of its body by any other way then. */
  readBy(reader: BodyReader): void {
    this.#reader = reader;
  }

  /** As Node.js does for each field of a head: at once for one that comes once, and is spelled as usual. */
  override _addHeaderLine(name: string, value: string, headers: Record<string, string>): void {
    const known = spelled.get(name);
    if (known !== undefined && headers[known] === undefined) headers[known] = value;
    else super._addHeaderLine(name, value, headers);
  }

  override push(chunk: Buffer | null, encoding?: BufferEncoding): boolean {
    if (!this.#reader) return super.push(chunk, encoding);
    this.#reader(chunk);
    return true;
  }

  /** As the server does for what nobody has read. */
  override resume(): this {
    return this.#reader ? this : super.resume();
  }
}
