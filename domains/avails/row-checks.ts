/** Checks of one avail whose parts were each read, but may contradict each other. */
import { coversTerritory, languageInRange } from '@duoping/kit';
import { type Avail, type Draft, report } from './cells.ts';
import type { Bound, LanguageTerm } from './clause.ts';

export function checkDraft(avail: Avail, removes: boolean, draft: Draft): void {
  checkLanguages(avail, draft);
  checkTerritories(avail, draft);
  if (removes) return;
  checkWindow(avail, draft);
  checkPreOrder(avail, draft);
  checkRental(avail, draft);
  const isOnSale = draft.licenseType !== undefined && !FREE.has(draft.licenseType);
  if (isOnSale && !draft.price && !avail.cells.text('SRP'))
    report(avail, 'price-missing', 'PriceType', 'no price for a sale or rental');
  if (isOnSale && !avail.dialect.languagesTogether && (draft.assetLanguages ?? []).length > 1)
    report(avail, 'many-asset-languages', 'AssetLanguage', 'one asset language for a sale or rental');
}

/** License types under which nobody pays for one title. */
const FREE: ReadonlySet<string> = new Set(['SVOD', 'AVOD', 'FVOD', 'Library']);

function checkWindow(avail: Avail, { start, end, fixedEnd }: Draft): void {
  if (start && fixedEnd && isBefore(fixedEnd, start))
    report(
      avail,
      'end-before-start',
      'FixedEndDate',
      `what is sold ends before its sale starts, ${avail.cells.text('Start')}`,
    );
  if (!start || !end) return;
  const [from, to] = [onLine(start), onLine(end)];
  if (from === undefined || to === undefined) return;
  if (isBefore(end, start))
    report(avail, 'end-before-start', 'End', `ends before its start, ${avail.cells.text('Start')}`);
  else if (from === to && slack(start, end) === 0) {
    if (end.kind === 'date') report(avail, 'one-day-window', 'End', 'starts and ends on the same date');
    else report(avail, 'zero-length-window', 'End', 'starts and ends at the same moment');
  }
  if (new Date(to).getUTCFullYear() >= 9999) report(avail, 'far-end', 'End', 'write Open for a window without an end');
}

/** Surely before, whatever the zones. */
function isBefore(one: Bound, other: Bound): boolean {
  const [a, b] = [onLine(one), onLine(other)];
  return a !== undefined && b !== undefined && a + slack(one, other) < b;
}

/** Two local times compare exactly; against an instant, a zone may lie up to 14 hours off. */
const slack = (one: Bound, other: Bound): number =>
  (one.kind === 'instant') === (other.kind === 'instant') ? 0 : 14 * 3_600_000;

/** A point on one line for all bounds that have one, as if every zone were UTC. */
export function onLine(bound: Bound): number | undefined {
  if (bound.kind === 'instant') return bound.at;
  if (bound.kind === 'date') return dayOnLine(bound.date);
  return bound.kind === 'local' ? Date.parse(`${bound.dateTime}Z`) : undefined;
}

/** The same few thousand days come again and again. */
const DAYS = new Map<string, number>();

function dayOnLine(date: string): number {
  const kept = DAYS.get(date);
  if (kept !== undefined) return kept;
  const at = Date.parse(`${date}T00:00:00Z`);
  if (DAYS.size < 10_000) DAYS.set(date, at);
  return at;
}

function checkPreOrder(avail: Avail, draft: Draft): void {
  const isPreOrder = draft.licenseType === 'POEST';
  if (isPreOrder && avail.cells.text('SuppressionLiftDate') === '')
    report(avail, 'suppression-lift-missing', 'SuppressionLiftDate', 'a pre-order needs the date its listing may show');
  if (!isPreOrder && draft.preOrderFulfill)
    report(avail, 'pre-order-date-misplaced', 'SpecialPreOrderFulfillDate', 'only POEST has this date');
}

/** What is rented for no time can't be watched; where nothing is rented, a nought means nothing. */
function checkRental(avail: Avail, { licenseType, rentalDuration, watchDuration }: Draft): void {
  if (licenseType !== 'VOD') return;
  for (const [column, duration] of [
    ['RentalDuration', rentalDuration],
    ['WatchDuration', watchDuration],
  ] as const)
    if (duration !== undefined && !/[1-9]/.test(duration))
      report(avail, 'bad-duration', column, 'a rental of no length; write its hours');
}

/** What is excluded is a part of what is granted, and not all of it. */
function checkTerritories(avail: Avail, { territories = [], excludedTerritories = [] }: Draft): void {
  for (const excluded of excludedTerritories) {
    if (territories.includes(excluded))
      report(avail, 'territory-contradiction', 'TerritoryExclusion', `${excluded} is both granted and excluded`);
    else if (!coversTerritory({ include: territories, exclude: [] }, excluded))
      report(avail, 'exclusion-without-effect', 'TerritoryExclusion', `${excluded} was not granted`);
  }
}

function checkLanguages(avail: Avail, draft: Draft): void {
  if (avail.cells.text('HoldbackExclusionLanguage') !== '' && draft.heldBackLanguages?.length)
    report(
      avail,
      'language-contradiction',
      'HoldbackExclusionLanguage',
      'either languages held back or those not held back',
    );
  const { allowedLanguages = [], heldBackLanguages = [], assetLanguages = [], requiredLanguages = [] } = draft;
  if (allowedLanguages.length > 0 && heldBackLanguages.length > 0) {
    for (const { range } of heldBackLanguages.filter((held) =>
      allowedLanguages.some((allowed) => clash(held, allowed)),
    ))
      report(avail, 'language-contradiction', 'HoldbackLanguage', `${range} is allowed and held back`);
  }
  if (assetLanguages.length === 0) return;
  for (const { range } of requiredLanguages) {
    if (!assetLanguages.some((asset) => languageInRange(asset.range, range) || languageInRange(range, asset.range)))
      report(avail, 'required-language-absent', 'RequiredFulfillmentLanguages', `${range} is not among AssetLanguage`);
  }
}

const clash = (held: LanguageTerm, allowed: LanguageTerm): boolean =>
  languageInRange(held.range, allowed.range) && held.kinds.some((kind) => allowed.kinds.includes(kind));
