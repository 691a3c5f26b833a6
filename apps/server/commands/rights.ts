/** `duoping rights ask` and `duoping rights explain`: what avails files allow, without a server or a database. */
import { explain } from '@duoping/rights';
import { answer, describe, explanationLines, parseQuestion, refusal } from './rights-answers.ts';
import { type RightsFactsRead, type RightsIo, readBytes, readFacts } from './rights-facts.ts';

export type { RightsIo } from './rights-facts.ts';

const USAGE = [
  'duoping rights ask --avails FILE… [--contracts FILE] --queries FILE.jsonl',
  'duoping rights explain --avails FILE… [--contracts FILE] --alid ID --territory CODE --screen SCREEN --verb VERB --at TIME',
  '                       [--license-type T] [--format-profile P] [--language L] [--model M] [--json]',
].join('\n');

/** Exit code: 0 whatever is allowed, 1 when a file's rows or a question had errors, 2 when there was nothing to work with. */
export async function rightsCommand(args: readonly string[], io: RightsIo): Promise<number> {
  const [act, ...rest] = args;
  const flags = parseFlags(rest);
  const known = act === 'ask' ? ASK_FLAGS : EXPLAIN_FLAGS;
  const unknown = flags && [...flags.keys()].find((name) => !known.has(name));
  if ((act !== 'ask' && act !== 'explain') || !flags || unknown !== undefined)
    return unusable(io, unknown === undefined ? USAGE : `Unknown option --${unknown}\n${USAGE}`);
  const avails = flags.get('avails') ?? [];
  if (avails.length === 0) return unusable(io, USAGE);
  if ([...flags].some(([name, values]) => name !== 'avails' && values.length !== (name === 'json' ? 0 : 1)))
    return unusable(io, USAGE);
  return act === 'ask' ? ask(flags, io) : explainOne(flags, io);
}

type Flags = ReadonlyMap<string, readonly string[]>;

const ASK_FLAGS = new Set(['avails', 'contracts', 'queries', 'json']);
const EXPLAIN_FLAGS = new Set([
  ...['avails', 'contracts', 'json', 'alid', 'territory', 'screen', 'verb', 'at'],
  ...['license-type', 'format-profile', 'language', 'model'],
]);

/** Values follow their flag up to the next one; a flag that stands twice adds its values. Undefined for a loose word. */
function parseFlags(args: readonly string[]): Flags | undefined {
  const flags = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const arg of args) {
    if (arg.startsWith('--')) {
      const [name = '', ...value] = arg.slice(2).split('=');
      current = flags.get(name) ?? [];
      flags.set(name, current);
      if (value.length > 0) current.push(value.join('='));
    } else if (current) current.push(arg);
    else return undefined;
  }
  return flags;
}

async function ask(flags: Flags, io: RightsIo): Promise<number> {
  const queries = flags.get('queries')?.[0];
  if (queries === undefined) return unusable(io, USAGE);
  const bytes = await readBytes(queries, io);
  if (!bytes.ok) return unusable(io, bytes.reason);
  const facts = await readFacts({ avails: flags.get('avails') ?? [], contracts: flags.get('contracts')?.[0] }, io);
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
  const facts = await readFacts({ avails: flags.get('avails') ?? [], contracts: flag('contracts') }, io);
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
