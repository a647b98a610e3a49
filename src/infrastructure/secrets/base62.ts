const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * A non-negative number in base 62 (digits, upper case, lower case; most significant first), padded with `0` to
 * `width` characters. Throws RangeError when it does not fit.
 */
export function toBase62(value: bigint, width: number): string {
  let rest = value;
  let digits = "";
  for (let position = 0; position < width; position++) {
    digits = alphabet.charAt(Number(rest % 62n)) + digits;
    rest /= 62n;
  }
  if (rest !== 0n || value < 0n)
    throw new RangeError(`The number does not fit in ${width} base62 characters.`);
  return digits;
}

/** The same of a whole number below 2^53, without the cost of large ones. */
export function smallToBase62(value: number, width: number): string {
  let rest = value;
  let digits = "";
  for (let position = 0; position < width; position++) {
    digits = alphabet.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  if (rest !== 0 || value < 0) throw new RangeError(`The number does not fit in ${width} base62 characters.`);
  return digits;
}
