import { readFile } from 'node:fs/promises';
import { readAvails } from '@duoping/avails';
import { parseInstant } from '@duoping/kit';
import { expect, test } from 'vitest';
import { adiPackage, OPEN_CINEMA } from '../../../examples/adi.ts';
import { alidOf } from '../../../examples/deliveries.ts';
import { OFFERS } from '../../../examples/offers.ts';
import { BIG_BUCK_BUNNY } from '../../../examples/works.ts';
import { rightsCommand } from './rights.ts';

const NOW = parseInstant('2026-11-22T12:00:00Z') ?? 0;
const CONTRACT = new URL('../../../examples/contracts/OC-2014-01.json', import.meta.url);

async function explain(territories?: object) {
  const offer = OFFERS.find(({ work }) => work === BIG_BUCK_BUNNY.slug);
  if (!offer) throw new Error('nobody offers the open film');
  const contract = JSON.parse(await readFile(CONTRACT, 'utf8'));
  const files: Readonly<Record<string, string>> = {
    'ADI.xml': adiPackage(OPEN_CINEMA, { offer, listing: BIG_BUCK_BUNNY, number: 1 }, NOW),
    'c.json': JSON.stringify(territories === undefined ? contract : { ...contract, ...territories }),
  };
  const lines: string[] = [];
  const code = await rightsCommand(
    [
      ...['explain', '--avails', 'ADI.xml', '--contracts', 'c.json', '--at', '2026-11-22T12:00:00Z'],
      ...['--alid', alidOf('open-cinema', BIG_BUCK_BUNNY.slug), '--territory', 'CN', '--screen', 'tv'],
      ...['--verb', 'stream', '--license-type', 'FVOD'],
    ],
    {
      stdout: (line) => lines.push(line),
      stderr: () => {},
      readFile: async (path) => new TextEncoder().encode(files[path]),
      readAvails,
      now: () => NOW,
    },
  );
  return { code, lines };
}

test('a CableLabs package is explained with the file, the element and the line that allow it', async () => {
  const { code, lines } = await explain();
  expect(code).toBe(0);
  expect(lines[0]).toContain('Allowed: stream open-cinema.example/OPNT0000000000000001 in CN on tv');
  expect(lines.at(-1)).toMatch(/^ADI\.xml \/ADI:\d+: FVOD HD .*, contract OC-2014-01: allows it$/);
});

test('it holds where its contract does, because the format names no territories', async () => {
  const { lines } = await explain({ territories: { include: ['FR'], exclude: [] } });
  expect(lines.slice(0, 2)).toEqual([expect.stringContaining('Refused'), 'Because: territory']);
});

test('it holds nowhere when the contract leaves the territories to the avails', async () => {
  const { lines } = await explain({ territories: undefined });
  expect(lines[0]).toContain('Refused');
});
