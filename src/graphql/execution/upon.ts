/** What `use` makes of the value: at once when it is there, with a promise when it is one. */
export function upon<Value, Made>(
  value: Value | Promise<Value>,
  use: (value: Value) => Made | Promise<Made>,
): Made | Promise<Made> {
  return value instanceof Promise ? value.then(use) : use(value);
}
