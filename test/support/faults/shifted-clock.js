/** Loaded before a program: its clock is off by CLOCK_OFF_BY_MINUTES. */
// biome-ignore lint/style/noProcessEnv: a program's own settings know no such thing
const shift = Number(process.env.CLOCK_OFF_BY_MINUTES) * 60_000;
const Right = Date;

globalThis.Date = class extends Right {
  constructor(...parts) {
    if (parts.length === 0) super(Right.now() + shift);
    else super(...parts);
  }

  static now() {
    return Right.now() + shift;
  }
};
