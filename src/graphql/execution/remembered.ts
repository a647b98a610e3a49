/** Loads once for each set of arguments, told apart by their JSON. */
export function remembered<Arguments extends readonly unknown[], Value>(
  load: (...args: Arguments) => Value,
): (...args: Arguments) => Value {
  let loaded: Map<string, Value> | undefined;
  return (...args) => {
    loaded ??= new Map();
    const key = JSON.stringify(args);
    const value = loaded.get(key) ?? load(...args);
    loaded.set(key, value);
    return value;
  };
}
