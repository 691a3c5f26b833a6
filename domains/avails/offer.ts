/** Reads what an avail offers: where, as what license and format, from when until when. */
import { isTerritory, type Territory } from '@duoping/kit';
import { isDuration } from './bound.ts';
import { type Avail, type Draft, readMoment, readWord, report } from './cells.ts';
import type { Bound, FormatProfile } from './clause.ts';
import { EXTENSIONS, FORMAT_PROFILES, LICENSE_TYPES, loose, OLD_FORMAT_PROFILES } from './words.ts';

/** A removal's dates mean nothing; EMA's own dummy window, long past, keeps anyone from reading a right into it. */
const REMOVED_START: Bound = { kind: 'date', date: '1999-12-31' };
const REMOVED_END: Bound = { kind: 'date', date: '2000-01-01' };

export function readOffer(avail: Avail, removes: boolean, draft: Draft): void {
  const { cells, findings, dialect } = avail;
  draft.territories = readTerritories(avail, 'Territory');
  draft.excludedTerritories = readTerritories(avail, 'TerritoryExclusion');
  if (cells.text('Territory') === '') {
    const onlyExcluded = dialect.territoryOptional && draft.excludedTerritories.length > 0;
    const code = dialect.territoryOptional ? 'territory-undefined' : 'missing-value';
    // The schema's choice: territories, or everywhere but the excluded ones. Sheets have no such choice.
    if (onlyExcluded) draft.territories = WORLDWIDE;
    else findings.add(code, cells.place('Territory'), 'no territory is given');
  }
  draft.formatAttributes = readFormatAttributes(avail);
  if (removes) readRemoval(avail, draft);
  else readGrant(avail, draft);
}

function readGrant(avail: Avail, draft: Draft): void {
  const { cells } = avail;
  const license = readWord(avail, 'LicenseType', LICENSE_TYPES, 'unknown-license-type');
  if (license) draft.licenseType = license;
  if (EXTENSIONS.has(cells.text('LicenseType').toUpperCase()))
    report(avail, 'license-type-extension', 'LicenseType', `read as ${license}`);
  readFormat(avail, draft);
  const start = readMoment(avail, 'Start', 'start', 'StartLag');
  const end = readMoment(avail, 'End', 'end', 'EndLag');
  const duration = readWindowDuration(avail);
  if (start) draft.start = start;
  else if (cells.text('Start') === '') report(avail, 'missing-value', 'Start', 'Start is empty');
  if (end) draft.end = end;
  else if (cells.text('End') === '' && duration) draft.end = OPEN;
  else if (cells.text('End') === '') report(avail, 'missing-value', 'End', 'End is empty; write Open for no end');
  if (duration) draft.windowDuration = duration;
}

const OPEN: Bound = { kind: 'open' };
const WORLDWIDE: readonly Territory[] = ['ZZ'];
const NOWHERE: readonly Territory[] = [];

function readRemoval(avail: Avail, draft: Draft): void {
  draft.licenseType = LICENSE_TYPES.get(loose(avail.cells.text('LicenseType'))) ?? 'EST';
  draft.formatProfile = FORMAT_PROFILES.get(loose(avail.cells.text('FormatProfile'))) ?? 'SD';
  draft.start = REMOVED_START;
  draft.end = REMOVED_END;
  if (draft.entryType === 'Delete') keepDeletedWindow(avail, draft);
  else
    avail.findings.add(
      'unconditional-delete',
      avail.cells.place('EntryType'),
      'everything of this title and territory ends',
    );
}

/** A Delete of one offer names that offer by its start, where there is no id. */
function keepDeletedWindow(avail: Avail, draft: Draft): void {
  const start = readMoment(avail, 'Start', 'start', 'StartLag');
  const end = readMoment(avail, 'End', 'end', 'EndLag');
  if (start) draft.start = start;
  if (end) draft.end = end;
}

function readFormat(avail: Avail, draft: Draft): void {
  const text = avail.cells.text('FormatProfile');
  const old = FORMAT_PROFILES.has(text) ? undefined : OLD_FORMAT_PROFILES.get(loose(text));
  let profile: FormatProfile | undefined = old?.profile;
  if (old) report(avail, 'old-format-profile', 'FormatProfile', `read as ${old.profile}${old.hfr ? ' with HFR' : ''}`);
  else profile = readWord(avail, 'FormatProfile', FORMAT_PROFILES, 'unknown-format-profile');
  if (profile) draft.formatProfile = profile;
  if (old?.hfr) draft.formatAttributes = { ...draft.formatAttributes, HFR: 'true' };
}

function readFormatAttributes({ cells }: Avail): Readonly<Record<string, string>> {
  if (ATTRIBUTES.every((name) => cells.text(name) === '')) return NO_ATTRIBUTES;
  const attributes: Record<string, string> = {};
  for (const name of ATTRIBUTES) {
    const text = cells.text(name);
    if (text !== '') attributes[name] = /^true$/i.test(text) ? 'true' : text;
  }
  return attributes;
}

const NO_ATTRIBUTES: Readonly<Record<string, string>> = {};
const ATTRIBUTES = ['HDR', 'WCG', 'HFR', 'NGAudio'] as const;

function readWindowDuration(avail: Avail): string | undefined {
  const text = avail.cells.text('WindowDuration');
  if (text === '' || isDuration(text)) return text || undefined;
  report(avail, 'bad-duration', 'WindowDuration', 'not an ISO 8601 duration such as P180D');
  return undefined;
}

function readTerritories(avail: Avail, column: 'Territory' | 'TerritoryExclusion'): readonly Territory[] {
  const text = avail.cells.text(column);
  if (text === '') return NOWHERE;
  if (isTerritory(text)) return single(text);
  const split = text.split(/[,;|\s]+/).filter(Boolean);
  // A country's name of several words is one mistake.
  const parts = split.some((part) => isTerritory(part.toUpperCase())) || /[,;|]/.test(text) ? split : [text];
  const codes = parts.map((part) => part.toUpperCase());
  for (const [at, code] of codes.entries()) {
    if (!isTerritory(code))
      report(
        avail,
        'unknown-territory',
        column,
        `${parts[at]} is no territory; write ${USUAL[code] ?? 'a code of ISO 3166 such as GB'}`,
      );
    else if (code !== parts[at]) report(avail, 'value-respelt', column, `read as ${code}`);
  }
  const isSlip = column === 'Territory' && codes.length > 1 && !avail.dialect.territoryLists;
  if (isSlip) report(avail, 'territory-list', column, 'the standard wants one row for each territory');
  return [...new Set(codes)].sort();
}

const USUAL: Readonly<Record<string, string>> = {
  UK: 'GB',
  EL: 'GR',
  USA: 'US',
  WW: 'ZZ',
  WORLD: 'ZZ',
  'UNITED STATES': 'US',
  'UNITED KINGDOM': 'GB',
};

/** Most rows of a file name the same few territories: one list serves them all. */
const SINGLES = new Map<Territory, readonly Territory[]>();

function single(code: Territory): readonly Territory[] {
  const kept = SINGLES.get(code);
  if (kept) return kept;
  const list = [code];
  if (SINGLES.size < 1000) SINGLES.set(code, list);
  return list;
}
