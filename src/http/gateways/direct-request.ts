import { UpgradableRequest } from "../upgradable-request.js";

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
