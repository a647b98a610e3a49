/** Loads once for each set of arguments, told apart by their JSON. */
export function remembered<Arguments extends readonly unknown[], Value>(
  load: (...args: Arguments) => Value,
): (...args: Arguments) => Value {
  const loaded = new Map<string, Value>();
  return (...args) => {
    const key = JSON.stringify(args);
    const value = loaded.get(key) ?? load(...args);
    loaded.set(key, value);
    return value;
  };
}
