/** Names a clause by what it says. The same as the kit's content hash, only with the members' order known beforehand. */
import { canonicalJson, type Json, sha256Hex } from '@duoping/kit';
import type { Draft } from './cells.ts';

type Named = Exclude<keyof Draft, 'id' | 'place' | 'issueDate' | 'aside'>;

/** Every member of a clause but `id` and where and when it stands, in canonical order; the types see to it that none is left out. */
const MEMBERS = (
  Object.keys({
    alid: 0,
    allowedLanguages: 0,
    announce: 0,
    assetLanguages: 0,
    availId: 0,
    bundledAlids: 0,
    contentId: 0,
    contractId: 0,
    download: 0,
    editId: 0,
    end: 0,
    entryType: 0,
    episodeNumber: 0,
    exceptionFlag: 0,
    excludedTerritories: 0,
    exclusive: 0,
    extra: 0,
    fixedEnd: 0,
    formatAttributes: 0,
    formatProfile: 0,
    heldBackLanguages: 0,
    internalTitle: 0,
    licensee: 0,
    licenseType: 0,
    preOrderFulfill: 0,
    price: 0,
    rating: 0,
    releaseYear: 0,
    rentalDuration: 0,
    requiredLanguages: 0,
    runTimeSeconds: 0,
    seasonId: 0,
    seasonNumber: 0,
    seriesId: 0,
    seriesTitle: 0,
    start: 0,
    suppressionLift: 0,
    territories: 0,
    title: 0,
    titleStatus: 0,
    watchDuration: 0,
    windowDuration: 0,
    workType: 0,
  } satisfies Record<Named, 0>) as Named[]
) // the keys of a literal
  .sort()
  .map((member) => ({ member, name: `${JSON.stringify(member)}:` }));

const ENCODER = new TextEncoder();
/** Rows share their lists of languages and territories and their dates, so each is written out once. */
const WRITTEN = new WeakMap<object, string>();

function canonical(value: Exclude<Draft[keyof Draft], undefined>): string {
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  const isShared = typeof value === 'object' && (Array.isArray(value) || 'kind' in value);
  if (!isShared) return canonicalJson(value as unknown as Json); // a clause is plain data: numbers, records
  const kept = WRITTEN.get(value);
  if (kept !== undefined) return kept;
  const text = canonicalJson(value as unknown as Json); // as above
  WRITTEN.set(value, text);
  return text;
}

/** Long enough for nearly every clause; one that is longer gets bytes of its own. */
const BYTES = new Uint8Array(16 * 1024);

function hashed(text: string): string {
  if (text.length * 3 > BYTES.length) return sha256Hex(ENCODER.encode(text));
  const { written } = ENCODER.encodeInto(text, BYTES);
  return sha256Hex(BYTES.subarray(0, written));
}

/** SHA-256 of the canonical JSON of everything a clause says, but where it stands; without some members if asked. */
export function clauseId(clause: Draft, without?: keyof Draft): string {
  let text = '';
  for (const { member, name } of MEMBERS) {
    const value = clause[member];
    if (value === undefined || member === without) continue;
    if (text !== '') text += ',';
    text += name;
    if (typeof value === 'string') text += JSON.stringify(value);
    else text += canonical(value);
  }
  return hashed(`{${text}}`);
}
