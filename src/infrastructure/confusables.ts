import unhomoglyph from "unhomoglyph";
import type { Prototypes } from "../domain/name-keys.js";

/** By the data of Unicode UTS #39. */
export const prototypes: Prototypes = unhomoglyph;
