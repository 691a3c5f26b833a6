/** Keeps the few values that were asked for last, as long as somebody goes on asking: what is dear to make and large to hold. */
export interface Kept<Value> {
  /** The value under the key; made anew when it is not kept. Calls that overlap share one making. */
  get(key: string, make: () => Promise<Value>): Promise<Value>;
}

export function kept<Value>(options: {
  readonly most: number;
  readonly idleMs: number;
  readonly now: () => number;
}): Kept<Value> {
  const values = new Map<string, { value: Promise<Value>; asked: number }>();
  let sweeping: NodeJS.Timeout | undefined;

  function sweep(): void {
    const since = options.now() - options.idleMs;
    for (const [key, { asked }] of values) if (asked <= since) values.delete(key);
    if (values.size > 0) return;
    clearInterval(sweeping);
    sweeping = undefined;
  }

  return {
    get(key, make) {
      const known = values.get(key);
      const value = known?.value ?? make();
      values.delete(key); // the last that was asked for stands last
      values.set(key, { value, asked: options.now() });
      if (!known) value.catch(() => values.delete(key));
      for (const oldest of values.keys()) {
        if (values.size <= options.most) break;
        values.delete(oldest);
      }
      sweeping ??= setInterval(sweep, options.idleMs).unref();
      return value;
    },
  };
}
