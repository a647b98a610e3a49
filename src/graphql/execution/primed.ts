import type DataLoader from "dataloader";

/**
 * A loader of what may have been read already. `get` gives that at once, without a promise, which costs more than anything
 * else where a page asks for hundreds of things.
 */
export class Primed<Key extends string, Value extends object | null> {
  private ready: Map<Key, Value> | undefined;
  private made: DataLoader<Key, Value> | undefined;

  /** `make` is called when something is to be read: most loaders of a request are asked for nothing. */
  constructor(private readonly make: () => DataLoader<Key, Value>) {}

  private get loader(): DataLoader<Key, Value> {
    this.made ??= this.make();
    return this.made;
  }

  load(key: Key): Promise<Value> {
    const ready = this.ready?.get(key);
    return ready === undefined ? this.loader.load(key) : Promise.resolve(ready);
  }

  async loadMany(keys: readonly Key[]): Promise<readonly (Value | Error)[]> {
    return this.getMany(keys);
  }

  get(key: Key): Value | Promise<Value> {
    const ready = this.ready?.get(key);
    return ready === undefined ? this.loader.load(key) : ready;
  }

  getMany(keys: readonly Key[]): readonly Value[] | Promise<(Value | Error)[]> {
    const ready: Value[] = [];
    for (const key of keys) {
      const value = this.ready?.get(key);
      if (value === undefined)
        return Promise.all(keys.map((each) => this.load(each).catch((error: Error) => error)));
      ready.push(value);
    }
    return ready;
  }

  prime(key: Key, value: Value): void {
    this.ready ??= new Map();
    this.ready.set(key, value);
  }

  /**
   * What was read of it first, which is `value` where nothing was: two statements see it at two moments, and one answer is to
   * show it in one state wherever it shows it.
   */
  first<Read extends Value>(key: Key, value: Read): Read {
    const ready = this.ready?.get(key);
    if (ready !== undefined) return ready as Read;
    this.prime(key, value);
    return value;
  }
}
