/** `duoping rights`: what avails files allow, when, why, and what a change would do, without a server or a database. */
import type { Result } from '@duoping/kit';
import { explain } from '@duoping/rights';
import { answer, describe, explanationLines, parseQuestion, refusal } from './rights-answers.ts';
import { type RightsFactsRead, type RightsIo, readBytes, readFacts } from './rights-facts.ts';
import { type Flags, flagFault, parseFlags, type Takes } from './rights-flags.ts';
import {
  readUses,
  type Sides,
  type Told,
  tellCalendar,
  tellConflicts,
  tellExposure,
  tellWhatIf,
} from './rights-over-time.ts';

export type { RightsIo } from './rights-facts.ts';

const USAGE = [
  'duoping rights ask --avails FILE… [--contracts FILE] [--events FILE] --queries FILE.jsonl',
  'duoping rights explain --avails FILE… [--contracts FILE] --alid ID --territory CODE --screen SCREEN --verb VERB --at TIME',
  '                       [--license-type T] [--format-profile P] [--language L] [--model M] [--json]',
  'duoping rights calendar --avails FILE… [--contracts FILE] --alid ID --territory CODE --screen SCREEN --verb VERB --from TIME --until TIME',
  'duoping rights what-if --avails FILE… [--contracts FILE] [--with-avails FILE… [--with-contracts FILE]] [--without-contract ID…] [--without-file FILE…]',
  '                       --territory CODE… [--screen SCREEN…] [--verb VERB…] --from TIME --until TIME',
  'duoping rights exposure --avails FILE… --before-avails FILE… [--contracts FILE] [--known-at TIME]',
  '                        (--uses FILE.jsonl | --territory CODE… [--screen SCREEN…] [--verb VERB…] --from TIME --until TIME)',
  'duoping rights conflicts --avails FILE… [--contracts FILE] --with-avails FILE… [--with-contracts FILE]',
].join('\n');

const FACTS = ['contracts', 'events'];
const QUESTION = ['alid', 'territory', 'screen', 'verb', 'license-type', 'format-profile', 'language', 'model'];
const SCOPE = ['territory', 'screen', 'verb'];

/** Each act, and what it takes beside `--json`. */
const ACTS: Readonly<Record<string, Takes & { run(flags: Flags, io: RightsIo): Promise<number> }>> = {
  ask: { one: [...FACTS, 'queries'], many: ['avails'], run: ask },
  explain: { one: [...FACTS, ...QUESTION, 'at'], many: ['avails'], run: explainOne },
  calendar: {
    one: [...FACTS, ...QUESTION, 'from', 'until'],
    many: ['avails'],
    run: (flags, io) => tellLines(flags, io, { other: undefined, tell: tellCalendar }),
  },
  'what-if': {
    one: [...FACTS, 'with-contracts', 'from', 'until'],
    many: ['avails', 'with-avails', 'without-contract', 'without-file', ...SCOPE],
    run: (flags, io) => tellLines(flags, io, { other: 'with', tell: tellWhatIf }),
  },
  exposure: {
    one: [...FACTS, 'before-contracts', 'known-at', 'uses', 'from', 'until'],
    many: ['avails', 'before-avails', ...SCOPE],
    run: exposure,
  },
  conflicts: {
    one: [...FACTS, 'with-contracts'],
    many: ['avails', 'with-avails'],
    run: (flags, io) => tellLines(flags, io, { other: 'with', tell: tellConflicts }),
  },
};

/** Exit code: 0 whatever is allowed, 1 when a file's rows or a question had errors, 2 when there was nothing to work with. */
export async function rightsCommand(args: readonly string[], io: RightsIo): Promise<number> {
  const [name = '', ...rest] = args;
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  const flags = parseFlags(rest);
  if (!act || !flags) return unusable(io, USAGE);
  const fault = flagFault(flags, act);
  if (fault !== undefined) return unusable(io, `${fault}\n${USAGE}`);
  return flags.has('avails') ? act.run(flags, io) : unusable(io, USAGE);
}

const mainFacts = (flags: Flags, io: RightsIo): Promise<Result<RightsFactsRead, string>> =>
  readFacts(
    {
      avails: flags.get('avails') ?? [],
      contracts: flags.get('contracts')?.[0],
      events: flags.get('events')?.[0],
    },
    io,
  );

interface Telling {
  /** The prefix of the flags that name the other side's files, where there is another side. */
  readonly other: 'with' | 'before' | undefined;
  tell(sides: Sides, flags: Flags): Told;
}

async function tellLines(flags: Flags, io: RightsIo, { other, tell }: Telling): Promise<number> {
  const main = await mainFacts(flags, io);
  if (!main.ok) return unusable(io, main.reason);
  const avails = flags.get(`${other}-avails`) ?? [];
  const second =
    avails.length === 0
      ? undefined
      : await readFacts(
          {
            avails,
            contracts:
              flags.get(`${other}-contracts`)?.[0] ?? (other === 'before' ? flags.get('contracts')?.[0] : undefined),
            events: flags.get('events')?.[0],
            ...(other === 'with' ? { partner: 'other partner' } : {}),
          },
          io,
        );
  if (second && !second.ok) return unusable(io, second.reason);
  const told = tell({ main: main.value, other: second?.value }, flags);
  if (!told.ok) return unusable(io, `${told.reason}\n${USAGE}`);
  for (const line of told.value) io.stdout(JSON.stringify(line));
  return main.value.hasErrors || second?.value.hasErrors ? 1 : 0;
}

async function exposure(flags: Flags, io: RightsIo): Promise<number> {
  const path = flags.get('uses')?.[0];
  const bytes = path === undefined ? undefined : await readBytes(path, io);
  if (bytes && !bytes.ok) return unusable(io, bytes.reason);
  const uses = bytes && readUses(new TextDecoder().decode(bytes.value));
  if (uses && !uses.ok) return unusable(io, `${path}: ${uses.reason}`);
  const now = io.now?.() ?? Date.now();
  return tellLines(flags, io, {
    other: 'before',
    tell: (sides, given) => tellExposure(sides, given, { uses: uses?.value, now }),
  });
}

async function ask(flags: Flags, io: RightsIo): Promise<number> {
  const queries = flags.get('queries')?.[0];
  if (queries === undefined) return unusable(io, USAGE);
  const bytes = await readBytes(queries, io);
  if (!bytes.ok) return unusable(io, bytes.reason);
  const facts = await mainFacts(flags, io);
  if (!facts.ok) return unusable(io, facts.reason);
  let faults = 0;
  for (const [position, line] of new TextDecoder().decode(bytes.value).split(/\r?\n/).entries())
    if (line.trim() !== '' && !answerLine({ line, number: position + 1, path: queries }, facts.value, io)) faults++;
  return facts.value.hasErrors || faults > 0 ? 1 : 0;
}

/** Prints one answer; false when the line was no question. */
function answerLine(
  asked: { line: string; number: number; path: string },
  facts: RightsFactsRead,
  io: RightsIo,
): boolean {
  const json = parseJson(asked.line);
  const question = json === undefined ? undefined : parseQuestion(json);
  if (question?.ok) {
    io.stdout(JSON.stringify(answer(facts, question.value)));
    return true;
  }
  const error = question?.reason ?? 'not JSON';
  io.stderr(`${asked.path}:${asked.number}: ${error}`);
  io.stdout(JSON.stringify(refusal(json, asked.number, error)));
  return false;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function explainOne(flags: Flags, io: RightsIo): Promise<number> {
  const flag = (name: string): string | undefined => flags.get(name)?.[0];
  const question = parseQuestion({
    id: 'explain',
    ...{ alid: flag('alid'), territory: flag('territory'), screen: flag('screen'), verb: flag('verb'), at: flag('at') },
    ...{ licenseType: flag('license-type'), formatProfile: flag('format-profile') },
    ...{ language: flag('language'), model: flag('model') },
  });
  if (!question.ok) return unusable(io, `${question.reason}\n${USAGE}`);
  const facts = await mainFacts(flags, io);
  if (!facts.ok) return unusable(io, facts.reason);
  const explanation = explain(facts.value.index, question.value.request, question.value.at);
  if (flags.has('json')) {
    const { id: _, ...told } = { id: '', ...answer(facts.value, question.value) };
    const grants = explanation.grants.map((each) => ({ ...describe(each.grant, facts.value), fails: each.fails }));
    io.stdout(JSON.stringify({ ...told, examined: grants }));
  } else for (const line of explanationLines(explanation, facts.value)) io.stdout(line);
  return facts.value.hasErrors ? 1 : 0;
}

function unusable(io: RightsIo, message: string): number {
  for (const line of message.split('\n')) io.stderr(line);
  return 2;
}
