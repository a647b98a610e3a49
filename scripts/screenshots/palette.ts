import { createRequire } from "node:module";

/** Installed beside this file, by `npm run screenshots` alone. */
const sharp = createRequire(import.meta.url)("sharp");

/** The same picture in at most 256 colours, which is a third of its size. */
export async function asPalette(png: Buffer): Promise<Buffer> {
  return sharp(png).png({ palette: true, colours: 128, effort: 10 }).toBuffer();
}
