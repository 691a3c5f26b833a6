/** The flags of the rights commands: values follow their flag up to the next one. */

export type Flags = ReadonlyMap<string, readonly string[]>;

/** A flag that stands twice adds its values. Undefined for a loose word. */
export function parseFlags(args: readonly string[]): Flags | undefined {
  const flags = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const arg of args) {
    if (arg.startsWith('--')) {
      const [name = '', ...value] = arg.slice(2).split('=');
      current = flags.get(name) ?? [];
      flags.set(name, current);
      if (value.length > 0) current.push(value.join('='));
    } else if (current) current.push(arg);
    else return undefined;
  }
  return flags;
}

/** What an act takes: flags with one value, with at least one, and with none. */
export interface Takes {
  readonly one: readonly string[];
  readonly many: readonly string[];
}

/** A sentence about the first flag that the act doesn't take so; undefined when all fit. `--json` fits everywhere. */
export function flagFault(flags: Flags, { one, many }: Takes): string | undefined {
  for (const [name, values] of flags) {
    if (name === 'json') {
      if (values.length > 0) return '--json takes no value';
    } else if (one.includes(name)) {
      if (values.length !== 1) return `--${name} takes one value`;
    } else if (many.includes(name)) {
      if (values.length === 0) return `--${name} takes at least one value`;
    } else return `Unknown option --${name}`;
  }
  return undefined;
}
