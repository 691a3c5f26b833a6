/** Turns one avail into a clause. Every grammar ends here, so that one offer has one id in whatever file it comes. */
import { type Avail, type Draft, readBoolean, readWord, reportFaultCells } from './cells.ts';
import type { Clause } from './clause.ts';
import { clauseId } from './clause-id.ts';
import { plainEidr } from './eidr.ts';
import { levelOf, readIdentity } from './identity.ts';
import { readOffer } from './offer.ts';
import { checkDraft } from './row-checks.ts';
import { readTerms } from './terms.ts';
import { booleanOf, ENTRY_TYPES, WORK_TYPES } from './words.ts';

/** The clause, or undefined when the avail has an error; every finding is added to the list. */
export function readAvail(avail: Avail): Clause | undefined {
  const { cells, findings } = avail;
  const errorsBefore = findings.errors;
  const entryType = readWord(avail, 'EntryType', ENTRY_TYPES, 'unknown-entry-type');
  const workType = readWord(avail, 'WorkType', WORK_TYPES, 'unknown-work-type');
  const level = levelOf(workType);
  const removes = entryType === 'Full Delete' || entryType === 'Delete';
  const draft: Draft = {};
  if (entryType) draft.entryType = entryType;
  if (workType) draft.workType = workType;
  readIdentity(avail, level, draft);
  readOffer(avail, removes, draft);
  readTerms(avail, removes, draft);
  draft.exceptionFlag = readBoolean(avail, 'ExceptionFlag') ?? false;
  const all = cells.extra(level.consumed);
  const { IssueDate: issueDate } = all;
  const own = issueDate === undefined ? all : withoutIssueDate(all);
  draft.extra = withoutSuggested(plain(own, draft.editId), draft);
  reportFaultCells(avail);
  checkDraft(avail, removes, draft);
  // Whatever a clause must have and a draft lacks has been reported as an error by its reader.
  if (findings.errors > errorsBefore) return undefined;
  draft.id = clauseId(draft);
  draft.place = cells.place();
  if (issueDate !== undefined) draft.issueDate = issueDate;
  return draft as Clause; // every member that a clause must have is set by now
}

/** A suggested price that is the price stands there. */
function withoutSuggested(extra: Draft['extra'] & object, { price }: Draft): Readonly<Record<string, string>> {
  if (price?.type !== 'SRP' || extra.SRP === undefined || Number(extra.SRP) !== Number(price.value)) return extra;
  const { SRP: _, SRPCurrency: _currency, ...rest } = extra;
  return rest;
}

/** One spelling for what files say in several: EIDRs without `urn:`, and captions, which are there unless an avail says why not. */
function plain(extra: Readonly<Record<string, string>>, editId: string | undefined): Readonly<Record<string, string>> {
  if (!NAMES_TO_SPELL.some((name) => extra[name] !== undefined)) return extra;
  const { CaptionIncluded: captions = '', ...rest }: Record<string, string> = extra;
  for (const name of EIDRS) if (rest[name]?.startsWith('urn:')) rest[name] = plainEidr(rest[name]);
  if (rest.EpisodeID !== undefined && rest.EpisodeID === editId) delete rest.EpisodeID;
  const implied = booleanOf(captions) === (rest.CaptionExemption === undefined);
  return captions === '' || implied ? rest : { ...rest, CaptionIncluded: captions };
}

const EIDRS = ['TitleID', 'EpisodeTitleID', 'SeasonID', 'SeriesID', 'VolumeID', 'EpisodeID'] as const;
const NAMES_TO_SPELL = ['CaptionIncluded', ...EIDRS] as const;

/** The day of issue is told beside what the avail says. */
function withoutIssueDate({
  IssueDate: _,
  ...extra
}: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return extra;
}
