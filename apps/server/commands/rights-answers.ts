/** Questions in, answers out: the JSON lines of `rights ask`, and the text of `rights explain`. */
import type { FormatProfile, LicenseType } from '@duoping/avails';
import { formatInstant, type Instant, normaliseLanguage, ok, parseInstant, type Result, refuse } from '@duoping/kit';
import { decide, type Explanation, type Grant, type RightsRequest, type Screen, type Verb } from '@duoping/rights';
import { z } from 'zod';
import { placeText, type RightsFactsRead } from './rights-facts.ts';

export interface Question {
  readonly id: string;
  readonly request: RightsRequest;
  readonly at: Instant;
}

const TEXT = z.string().min(1).max(1000);

const QUERY = z.object({
  id: z.union([TEXT, z.number()]).transform(String),
  alid: TEXT,
  territory: TEXT,
  screen: TEXT,
  verb: TEXT,
  licenseType: TEXT.nullish(),
  formatProfile: TEXT.nullish(),
  language: TEXT.nullish(),
  model: TEXT.nullish(),
  at: TEXT,
});

/**
 * One question. Its words needn't be known: an unknown territory, screen, verb, license type or profile is refused by
 * the decision and named in its reasons. What isn't a question at all is refused here, with a sentence.
 */
export function parseQuestion(json: unknown): Result<Question, string> {
  const parsed = QUERY.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(`${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'not understood'}`);
  }
  const { id, alid, territory, screen, verb, licenseType, formatProfile, language, model, at } = parsed.data;
  const instant = parseInstant(at);
  if (instant === undefined) return refuse(`at: ${at} is no RFC 3339 time with an offset`);
  const tag = language ? normaliseLanguage(language) : undefined;
  if (language && tag === undefined) return refuse(`language: ${language} is no BCP 47 tag`);
  const request: RightsRequest = {
    work: alid,
    territory,
    // Words outside the unions match no grant; decide says which.
    screen: screen as Screen,
    verb: verb as Verb,
    ...(licenseType ? { licenseType: (licenseType === 'TVOD' ? 'VOD' : licenseType) as LicenseType } : {}), // as above
    ...(formatProfile ? { formatProfile: formatProfile as FormatProfile } : {}), // as above
    ...(tag ? { language: tag } : {}),
    ...(model ? { model } : {}),
  };
  return ok({ id, request, at: instant });
}

/** The answer to one question, as the line that is printed. `reasons` is empty when it is allowed. */
export function answer(facts: RightsFactsRead, { id, request, at }: Question): object {
  const decision = decide(facts.index, request, at);
  const until = decision.until === null ? null : formatInstant(decision.until);
  if (decision.allow) {
    const grants = decision.grants.map((grant) => describe(grant, facts));
    const { quality, languages } = decision;
    return { id, allow: true, grants, chosen: decision.chosen.id, quality, languages, until, reasons: [] };
  }
  const { nearestMiss, reasons } = decision;
  const miss = nearestMiss ? { nearestMiss: describe(nearestMiss, facts) } : {};
  return { id, allow: false, grants: [], until, reasons, ...miss };
}

/** The answer to a line that isn't a question: nothing is allowed. */
export function refusal(json: unknown, line: number, error: string): object {
  const named = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(json);
  return {
    id: named.success ? String(named.data.id) : null,
    line,
    allow: false,
    grants: [],
    until: null,
    reasons: [],
    error,
  };
}

/** A grant as far as an answer names it. The locator is the file and the sheet's row, or the file and the element. */
export function describe(grant: Grant, facts: RightsFactsRead): Readonly<Record<string, unknown>> {
  return {
    id: grant.id,
    alid: grant.alid,
    locator: { file: facts.fileOf.get(grant.delivery), ...grant.place },
    contract: grant.contract,
    licenseType: grant.licenseType,
    formatProfile: grant.formatProfile,
    territories: grant.territories,
    window: {
      start: formatInstant(grant.window.start),
      end: grant.window.end === null ? null : formatInstant(grant.window.end),
    },
    delivery: grant.delivery,
  };
}

/** A few plain lines: the answer, then each grant of the title with what it fails and where it stands. */
export function explanationLines(explanation: Explanation, facts: RightsFactsRead): string[] {
  const { decision, request, at } = explanation;
  const asked = `${request.verb} ${request.work} in ${request.territory} on ${request.screen} at ${formatInstant(at)}`;
  const until =
    decision.until === null ? 'nothing changes after this' : `may change at ${formatInstant(decision.until)}`;
  return [
    `${decision.allow ? 'Allowed' : 'Refused'}: ${asked}`,
    ...(decision.allow ? [] : [`Because: ${decision.reasons.join(', ')}`]),
    ...(decision.allow
      ? [`Up to ${decision.quality.maxHeight} lines (${decision.quality.formatProfiles.join(', ')})`]
      : []),
    `Until: ${until}`,
    ...explanation.grants.map(({ grant, fails, place }) => {
      const told = fails.length === 0 ? 'allows it' : `fails ${fails.join(', ')}`;
      const end = grant.window.end === null ? 'open' : formatInstant(grant.window.end);
      return `${facts.fileOf.get(grant.delivery) ?? grant.delivery} ${placeText(place)}: ${grant.licenseType} ${grant.formatProfile} ${formatInstant(grant.window.start)} to ${end}, contract ${grant.contract}: ${told}`;
    }),
  ];
}
