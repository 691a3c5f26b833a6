/** Configuration from the environment, parsed once. Everything has a safe default. */
import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isCountry } from '@duoping/kit';

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where data, secrets and the embedded database lie. */
  readonly home: string;
  /** A PostgreSQL to use instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly ffmpegPath: string | undefined;
  readonly territory: TerritoryConfig;
  /** Address that viewers see, for pairing links; made from the request when absent. */
  readonly publicUrl: string | undefined;
  /** Addresses that deliveries may be pulled from, such as `https://avails.example.org/drops/`. Default none. */
  readonly pullFrom?: readonly string[];
  /** A folder in which partners' files arrive: FOLDER/PARTNER/FILE. */
  readonly watch?: string | undefined;
  /** A delivery that would end more than this share of its partner's grants waits for a person. Default 20. */
  readonly holdDropPercent?: number;
  /** Also serves the devices in the house, by HTTPS on its private addresses. Default false. */
  readonly lan?: boolean;
  /** May something be made outside the folder and `home`, such as a user for the database? Default true. */
  readonly mayChangeSystem?: boolean;
}

/** How the server learns where a viewer is. Unknown is no territory, and no territory is no right. */
export interface TerritoryConfig {
  /** A header that a trusted proxy sets, such as `x-viewer-country`; ignored from anyone else. */
  readonly header: string | undefined;
  readonly trustedProxies: readonly string[];
  /** What a viewer on this very machine counts as; only the demo sets it. */
  readonly loopback: string | undefined;
  /** What a viewer on a private address counts as; only the demo with `--lan` sets it. */
  readonly house?: string | undefined;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export interface ServerFlags {
  readonly watch?: string | undefined;
  readonly lan: boolean;
  readonly mayChangeSystem: boolean;
}

/** What `serve` and `demo` are told on the command line; anything else is refused, so that no typing error passes for a default. */
export function readFlags(args: readonly string[]): ServerFlags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ lan: { type: 'boolean', default: false }, 'no-system': { type: 'boolean', default: false } },
      watch: { type: 'string' },
    },
  });
  return {
    ...(values.watch === undefined ? {} : { watch: resolve(values.watch) }),
    lan: values.lan,
    mayChangeSystem: !values['no-system'],
  };
}

export const HOLD_DROP_PERCENT = 20;

export function readConfig(env: NodeJS.ProcessEnv, root: boolean): Config {
  const home = env.DUOPING_HOME ?? (root ? '/var/lib/duoping' : '.duoping');
  return {
    port: portOf(env.PORT ?? '8080'),
    host: env.HOST ?? '127.0.0.1',
    home: isAbsolute(home) ? home : resolve(home),
    databaseUrl: env.DATABASE_URL || undefined,
    ffmpegPath: env.FFMPEG_PATH || undefined,
    publicUrl: env.PUBLIC_URL || undefined,
    pullFrom: addressesOf(env.PULL_FROM ?? ''),
    watch: env.WATCH_FOLDER ? resolve(env.WATCH_FOLDER) : undefined,
    holdDropPercent: percentOf(env.HOLD_DROP_PERCENT || String(HOLD_DROP_PERCENT)),
    territory: {
      header: env.TERRITORY_HEADER?.toLowerCase() || undefined,
      trustedProxies: (env.TRUSTED_PROXIES ?? '')
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
      loopback: territoryOf(env.LOOPBACK_TERRITORY),
    },
  };
}

/** The configuration as the command line completes it. Who is in the house is where this machine is. */
export function withFlags(config: Config, flags: ServerFlags): Config {
  if (flags.lan && config.host !== '127.0.0.1') {
    throw new ConfigError('HOST and --lan both say where to listen: leave HOST out.');
  }
  const { territory } = config;
  return { ...config, ...flags, territory: { ...territory, house: flags.lan ? territory.loopback : undefined } };
}

export const secretsFolder = (config: Config): string => join(config.home, 'secrets');

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535)
    throw new ConfigError(`PORT is ${text}; it must be a number from 0 to 65535`);
  return port;
}

function addressesOf(text: string): readonly string[] {
  const entries = text.split(/[,\s]+/).filter((entry) => entry !== '');
  const wrong = entries.find((entry) => !isPullAddress(entry));
  if (wrong === undefined) return entries;
  throw new ConfigError(`PULL_FROM has ${wrong}; it must be like https://avails.example.org/drops/ and end with /`);
}

/** Can the list of allowed addresses hold this? Everything below it may then be read. */
function isPullAddress(entry: string): boolean {
  if (!URL.canParse(entry)) return false;
  const { protocol, username, search, hash, pathname } = new URL(entry);
  return /^https?:$/.test(protocol) && username + search + hash === '' && pathname.endsWith('/');
}

function percentOf(text: string): number {
  if (!/^\d{1,3}$/.test(text) || Number(text) > 100)
    throw new ConfigError(`HOLD_DROP_PERCENT is ${text}; it must be a whole number from 0 to 100`);
  return Number(text);
}

function territoryOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!isCountry(text))
    throw new ConfigError(`LOOPBACK_TERRITORY is ${text}; it must be an ISO 3166-1 code such as CN`);
  return text;
}
