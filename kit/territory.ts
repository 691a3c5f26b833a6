/** Countries (ISO 3166-1), their subdivisions (ISO 3166-2) and sets of them as contracts write them. */

/** `US`, `CN-SH`, `ZZ` for the whole world, `EU` for the member states. Upper case. */
export type Territory = string;

/** Everything in `include`, less everything in `exclude`. `ZZ` includes all. */
export interface TerritorySet {
  readonly include: readonly Territory[];
  readonly exclude: readonly Territory[];
}

export const WORLD: Territory = 'ZZ';

const COUNTRIES: ReadonlySet<string> = new Set(
  `
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
`
    .trim()
    .split(/\s+/),
);

const EUROPEAN_UNION: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

const SUBDIVISION = /^[A-Z]{2}-[A-Z0-9]{1,3}$/;

/** Is this a country, a group or a subdivision that a contract may name? Case matters: `uk` and `UK` are not codes. */
export const isTerritory = (code: string): boolean =>
  code === WORLD || code === 'EU' || isCountry(code) || isSubdivision(code);

export const isCountry = (code: string): boolean => COUNTRIES.has(code);

/** The form of an ISO 3166-2 code of a known country; the subdivision itself is not looked up. */
export const isSubdivision = (code: string): boolean => SUBDIVISION.test(code) && COUNTRIES.has(code.slice(0, 2));

export const countryOf = (code: Territory): Territory => code.slice(0, 2);

/**
 * Does the set cover the place? A country covers its subdivisions and a subdivision never its country;
 * to exclude a subdivision leaves the rest of the country.
 */
export const coversTerritory = (set: TerritorySet, place: Territory): boolean =>
  set.include.some((code) => reaches(code, place)) && !set.exclude.some((code) => reaches(code, place));

/** Every country that `code` stands for, itself if it is one; a subdivision stands for itself. */
export function expandTerritory(code: Territory): readonly Territory[] {
  if (code === WORLD) return [...COUNTRIES];
  if (code === 'EU') return [...EUROPEAN_UNION];
  return [code];
}

function reaches(code: Territory, place: Territory): boolean {
  if (code === WORLD || code === place) return true;
  const country = countryOf(place);
  return code === country || (code === 'EU' && EUROPEAN_UNION.has(country));
}
