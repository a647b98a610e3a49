const inputNames: Readonly<Record<string, string>> = {
  productIds: "products",
  environmentIds: "environments",
  embedIds: "embeds",
  apiProductId: "apiProduct",
  apiEnvironmentId: "apiEnvironment",
};

/** A path into a command's input, where there are ids, as one into the mutation's, where there are references. */
export function pathOfReference([name, ...rest]: readonly string[]): readonly string[] {
  return name === undefined ? [] : [inputNames[name] ?? name, ...rest];
}
