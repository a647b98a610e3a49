import { randomFillSync } from "node:crypto";
import { TypeID } from "typeid-js";
import type { Clock } from "../application/ports/clock.js";
import type { Ids } from "../application/ports/ids.js";
import type { Id } from "../domain/id.js";

const largestCounter = 0xfff;

const length = 16;
/** So many are asked of the operating system at once: that takes more time than all else that makes an id. */
const atOnce = 128;

/**
 * TypeIDs over UUIDv7 by `clock` (RFC 9562 §5.7, with the counter of §6.2 method 1): those made later by one process sort
 * later, also when the clock goes back.
 */
export function createIds(clock: Clock = { now: () => new Date() }): Ids {
  let milliseconds = 0;
  let counter = 0;
  const random = Buffer.alloc(length * atOnce);
  let used = random.length;

  function randomBytes(): Buffer {
    if (used === random.length) {
      randomFillSync(random);
      used = 0;
    }
    used += length;
    return random.subarray(used - length, used);
  }

  function nextUuid(): Buffer {
    const bytes = randomBytes();
    const now = clock.now().getTime();
    // Its first bit is free, so that there is room to count.
    counter = now > milliseconds ? bytes.readUInt16BE(6) & (largestCounter >> 1) : counter + 1;
    milliseconds = Math.max(now, milliseconds);
    if (counter > largestCounter) {
      milliseconds += 1;
      counter = 0;
    }
    bytes.writeUIntBE(milliseconds, 0, 6);
    bytes.writeUInt16BE(0x7000 | counter, 6);
    bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
    return bytes;
  }

  return { next: (prefix) => TypeID.fromUUIDBytes(prefix, nextUuid()).toString() as Id<typeof prefix> };
}
