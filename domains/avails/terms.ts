/** Reads on what terms an avail is offered: languages, price, rental, status, and the dates around a pre-order. */
import { readRentalDuration, readRunTime } from './bound.ts';
import { type Avail, type Draft, readBoolean, readMoment, readWord, report } from './cells.ts';
import type { LanguageTerm, PriceTerm } from './clause.ts';
import { type LanguageList, readLanguages } from './language-term.ts';
import { isCurrency } from './rules/codes.ts';
import { booleanOf, PRICE_TYPES, TITLE_STATUSES, wordOf } from './words.ts';

export function readTerms(avail: Avail, removes: boolean, draft: Draft): void {
  draft.allowedLanguages =
    languages(avail, 'AllowedLanguages') ?? languages(avail, 'HoldbackExclusionLanguage') ?? NO_LANGUAGES;
  draft.heldBackLanguages = languages(avail, 'HoldbackLanguage') ?? NO_LANGUAGES;
  draft.assetLanguages = languages(avail, 'AssetLanguage') ?? NO_LANGUAGES;
  draft.requiredLanguages = languages(avail, 'RequiredFulfillmentLanguages') ?? NO_LANGUAGES;
  const { cells } = avail;
  const price = readPrice(avail);
  if (price) draft.price = price;
  for (const [member, column] of MOMENTS) {
    const moment = removes ? undefined : readMoment(avail, column, column === 'FixedEndDate' ? 'end' : 'start');
    if (moment) draft[member] = moment;
  }
  for (const [member, column] of DURATIONS) {
    const text = cells.text(column);
    if (text === '') continue;
    const duration = readRentalDuration(text);
    if (duration) draft[member] = duration;
    else report(avail, 'bad-duration', column, 'neither a number of hours nor an ISO 8601 duration');
  }
  const download = cells.text('Download');
  if (download) draft.download = download;
  const yes = booleanOf(download);
  if (yes !== undefined) draft.download = yes ? 'Yes' : 'No';
  const exclusive = readBoolean(avail, 'Exclusive');
  if (exclusive !== undefined) draft.exclusive = exclusive;
  const status = readWord(avail, 'TitleStatus', TITLE_STATUSES, 'unknown-title-status', true);
  if (status) draft.titleStatus = status;
  const rating = readRating(avail);
  if (rating) draft.rating = rating;
  const runTime = readRunTimeCell(avail);
  if (runTime !== undefined) draft.runTimeSeconds = runTime;
}

const NO_LANGUAGES: readonly LanguageTerm[] = [];

const MOMENTS = [
  ['announce', 'AnnounceDate'],
  ['suppressionLift', 'SuppressionLiftDate'],
  ['preOrderFulfill', 'SpecialPreOrderFulfillDate'],
  ['fixedEnd', 'FixedEndDate'],
] as const;

const DURATIONS = [
  ['rentalDuration', 'RentalDuration'],
  ['watchDuration', 'WatchDuration'],
] as const;

/** Lists repeat from row to row; what is read of a list is kept, for so many lists. */
const READ_LISTS = new Map<string, LanguageList>();

function languages(avail: Avail, column: string): readonly LanguageTerm[] | undefined {
  const text = avail.cells.text(column);
  if (text === '') return undefined;
  const read = READ_LISTS.get(text) ?? readLanguages(text);
  if (READ_LISTS.size < 1000 && text.length < 200) READ_LISTS.set(text, read);
  for (const part of read.bad) report(avail, 'bad-language', column, `${part} is no language`);
  for (const range of read.unknown) report(avail, 'unknown-language', column, `no language goes by ${range}`);
  return read.terms;
}

function readPrice(avail: Avail): PriceTerm | undefined {
  const { cells } = avail;
  const type = cells.text('PriceType');
  const value = cells.text('PriceValue');
  const currency = cells.text('PriceCurrency');
  if (currency !== '' && !isCurrency(currency))
    report(avail, 'bad-currency', 'PriceCurrency', 'no currency goes by this code');
  checkAmount(avail, 'SRP', 'SRP');
  if (type === '') {
    // A suggested price that stands alone is the price: sheets have a column for it, Avails XML a Term.
    const suggested = cells.text('SRP');
    if (value === '' && suggested !== '') {
      const of = currency || cells.text('SRPCurrency');
      return { ...(of === '' ? {} : { currency: of }), type: 'SRP', value: amountOf(suggested) };
    }
    if (value !== '') report(avail, 'unknown-price-type', 'PriceValue', 'a value without PriceType; it is left out');
    return undefined;
  }
  const word = wordOf(PRICE_TYPES, type) ?? type;
  if (!wordOf(PRICE_TYPES, type)) report(avail, 'unknown-price-type', 'PriceType', 'not a price of the standard');
  if (value === '' && word !== 'NA' && word !== 'Included')
    report(avail, 'value-advised', 'PriceValue', 'a PriceType without a value');
  checkAmount(avail, 'PriceValue', word);
  const price = { type: word, value: amountOf(value) };
  return currency === '' ? price : { currency, ...price };
}

/** Amounts of money; a tier, a category and `NA` are words that were agreed upon. */
const MONEY = /^(?:TPR-)?(?:WSP|DMRP|SMRP|SRP|LicenseFee|EpisodeWSP|SeasonWSP)(?:-PostTax)?$/;

function checkAmount(avail: Avail, column: string, type: string): void {
  const text = avail.cells.text(column);
  if (/^TB[CD]$/i.test(text))
    report(avail, 'value-advised', column, 'no price yet; nothing can be sold until it is set');
  else if (/^-\s*[\d.]/.test(text)) report(avail, 'bad-price', column, 'a price is not less than nothing');
  else if (text !== '' && MONEY.test(type) && !/^(?:\d+(?:\.\d+)?|\.\d+|NA)$/.test(text))
    report(avail, 'bad-price', column, 'write the amount alone, with a point: 9.99');
}

/** `4.9` for `4.90`; words stay as they are. */
const amountOf = (text: string): string => (/^-?\d+\.\d+$/.test(text) ? String(Number(text)) : text);

function readRating({ cells }: Avail): Draft['rating'] {
  const system = cells.text('RatingSystem');
  const value = cells.text('RatingValue');
  const reason = cells.text('RatingReason');
  if (system === '' && value === '') return undefined;
  return reason === '' ? { system, value } : { reason, system, value };
}

function readRunTimeCell(avail: Avail): number | undefined {
  const text = avail.cells.text('TotalRunTime');
  if (text === '') return undefined;
  const seconds = readRunTime(text, avail.cells.kind('TotalRunTime'));
  if (seconds === undefined)
    report(avail, 'bad-duration', 'TotalRunTime', 'neither H:MM:SS, nor ISO 8601, nor a time cell');
  return seconds;
}
