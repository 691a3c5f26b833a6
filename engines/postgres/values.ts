/**
 * How PostgreSQL's values become ours, in one place. `int8` becomes bigint, `numeric` and `date` stay text, `timestamptz`
 * becomes milliseconds since 1970 (infinity included). A `timestamp` without zone is no instant: it stays text.
 */
import pg from 'pg';

type Parser = (text: string) => unknown;

/** pg's own parsers, whose results it types as any. */
const builtIn: (oid: number, format?: 'text' | 'binary') => Parser = pg.types.getTypeParser;

const TEXT_ARRAY = 1009;
const INT8_ARRAY = 1016;
const TIMESTAMPTZ_ARRAY = 1185;

const OURS = new Map<number, Parser>([
  [pg.types.builtins.INT8, BigInt],
  [pg.types.builtins.NUMERIC, String],
  [pg.types.builtins.DATE, String],
  [pg.types.builtins.TIMESTAMP, String],
  [pg.types.builtins.TIMESTAMPTZ, instantOf],
  [INT8_ARRAY, eachOf(BigInt)],
  [TIMESTAMPTZ_ARRAY, eachOf(instantOf)],
]);

/** Our parser of a type where we have one, else pg's. */
export const valueParser: typeof builtIn = (oid, format) =>
  (format !== 'binary' && OURS.get(oid)) || builtIn(oid, format);

/** One dimension, which is all that we store. */
function eachOf(parse: Parser): Parser {
  return (text) => {
    const items = builtIn(TEXT_ARRAY)(text) as (string | null)[]; // what pg makes of a one-dimensional text[]
    return items.map((item) => (item === null ? null : parse(item)));
  };
}

/** PostgreSQL's ISO form in a session whose zone is UTC, such as `2026-11-22 19:06:39.123456+00`. */
function instantOf(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  if (text === '-infinity') return Number.NEGATIVE_INFINITY;
  const at = Date.parse(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
  if (Number.isNaN(at)) throw new Error(`The database gave an instant that can't be read: ${text}`);
  return at;
}
