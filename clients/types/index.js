import generated from "./generated/possible-types.js";

export { scalars } from "./scalars.js";
export const { possibleTypes } = generated;
