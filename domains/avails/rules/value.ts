/** Is a text a value of a type of the schemas? XML Schema part 2, as far as avails use it. */
import type { ElementType, TypeRef, ValueType } from './schema-table.ts';

/** What is wrong with the text, in a few words; undefined when nothing is. */
export function valueFault(
  types: readonly (ElementType | ValueType)[],
  type: TypeRef,
  text: string,
): string | undefined {
  if (typeof type === 'string') {
    const form = FORMS[type];
    // Only strings keep their blanks.
    return form && !form(type === 'string' ? text : text.trim()) ? `not a value of type ${type}` : undefined;
  }
  const { base, words, patterns, least, most, either } = types[type] as ValueType; // refs of values lead to values
  if (either) {
    const fits = either.some((each) => valueFault(types, each, text) === undefined);
    return fits ? undefined : `not a value of ${either.map((each) => nameOf(types, each)).join(', ')}`;
  }
  const fault = base === undefined ? undefined : valueFault(types, base, text);
  if (fault) return fault;
  const value = isText(types, type) ? text : text.trim();
  if (words && !words.includes(value)) return `not one of ${words.slice(0, 8).join(', ')}`;
  if (patterns && !patterns.some((pattern) => compiled(pattern).test(value)))
    return `not of the form ${patterns.join(' or ')}`;
  if (least !== undefined && Number(value) < least) return `below ${least}`;
  if (most !== undefined && Number(value) > most) return `above ${most}`;
  return undefined;
}

/** Does the type come from strings, which may be anything and so be blank by mistake? */
export function isText(types: readonly (ElementType | ValueType)[], type: TypeRef): boolean {
  if (typeof type === 'string') return type === 'string';
  const { base } = types[type] as ValueType; // refs of values lead to values
  return base !== undefined && isText(types, base);
}

const nameOf = (types: readonly (ElementType | ValueType)[], type: TypeRef): string => {
  if (typeof type === 'string') return type;
  const { words, patterns, base, either } = types[type] as ValueType; // refs of values lead to values
  if (words) return words.slice(0, 4).join('/');
  if (patterns) return patterns.join('/');
  return base !== undefined ? nameOf(types, base) : (either ?? []).map((each) => nameOf(types, each)).join('/');
};

const COMPILED = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  const known = COMPILED.get(pattern);
  if (known) return known;
  const made = new RegExp(`^(?:${pattern})$`);
  COMPILED.set(pattern, made);
  return made;
}

const ZONE = '(?:Z|[+-](?:0\\d|1[0-4]):[0-5]\\d)?';
const YEAR = '-?(?:[1-9]\\d{4,}|\\d{4})';
const TIME = '(?:(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?|24:00:00(?:\\.0+)?)';
const DATE = new RegExp(`^(${YEAR})-(\\d\\d)-(\\d\\d)(T${TIME})?${ZONE}$`);
const TIME_ONLY = new RegExp(`^${TIME}${ZONE}$`);
const YEAR_ONLY = new RegExp(`^${YEAR}${ZONE}$`);
const YEAR_MONTH = new RegExp(`^${YEAR}-(?:0[1-9]|1[0-2])${ZONE}$`);
const DURATION = /^-?P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;
const INTEGER = /^[+-]?\d+$/;

const isDay = (text: string, timed: boolean): boolean => {
  const [, year = '', month = '', day = '', time] = DATE.exec(text) ?? [];
  if (year === '' || timed !== (time !== undefined)) return false;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= days;
};

const integer =
  (least: number, most = Number.POSITIVE_INFINITY) =>
  (text: string) =>
    INTEGER.test(text) && Number(text) >= least && Number(text) <= most;

/** By the name of the type; what is absent may be any text. */
const FORMS: Readonly<Record<string, (text: string) => boolean>> = {
  boolean: (text) => /^(?:true|false|1|0)$/.test(text),
  decimal: (text) => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text),
  double: (text) => /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN)$/.test(text),
  integer: integer(Number.NEGATIVE_INFINITY),
  int: integer(-2_147_483_648, 2_147_483_647),
  nonNegativeInteger: integer(0),
  positiveInteger: integer(1),
  dateTime: (text) => isDay(text, true),
  date: (text) => isDay(text, false),
  time: (text) => TIME_ONLY.test(text),
  gYear: (text) => YEAR_ONLY.test(text),
  gYearMonth: (text) => YEAR_MONTH.test(text),
  duration: (text) => DURATION.test(text),
  language: (text) => /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/.test(text),
  base64Binary: (text) => /^[A-Za-z0-9+/=\s]*$/.test(text),
};
