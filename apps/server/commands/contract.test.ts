import { expect, test } from 'vitest';
import { contractCommand } from './contract.ts';

const TERMS = { id: 'C-1', partner: 'lantern', window: { start: '2026-01-01T00:00:00Z' }, screens: { tv: {} } };
const RULES = { endDateInclusive: true, zone: 'utc', impliesLower: true };

async function add(file: unknown) {
  const sent: unknown[] = [];
  const errors: string[] = [];
  const io = {
    stdout: () => {},
    stderr: (line: string) => errors.push(line),
    readFile: async () => new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file)),
  };
  const server = {
    json: async (...[, , body]: readonly unknown[]) => sent.push(body),
  };
  return { code: await contractCommand(['c.json'], io, server), sent, errors };
}

test('a file of several contracts is sent one by one, each with the reading rules of its partner', async () => {
  const { code, sent } = await add([TERMS, { ...TERMS, version: 2, rules: { impliesLower: true } }]);
  expect(code).toBe(0);
  expect(sent).toEqual([
    { ...TERMS, rules: RULES },
    { ...TERMS, version: 2, rules: RULES },
  ]);
});

test('a file of one contract is sent as it is written', async () => {
  expect(await add({ ...TERMS, rules: RULES, note: 'signed in November' })).toMatchObject({
    code: 0,
    sent: [{ ...TERMS, rules: RULES, note: 'signed in November' }],
  });
});

test.each([
  ['{', 'c.json is no JSON'],
  [[TERMS, { ...TERMS, id: 'C-2', screens: { fridge: {} } }], 'c.json: 1.screens'],
])('nothing is sent of a file that can’t be read: %j', async (file, message) => {
  const { code, sent, errors } = await add(file);
  expect([code, sent]).toEqual([2, []]);
  expect(errors.join('\n')).toContain(message);
});
