import { describe, expect, test } from 'vitest';
import { DEFAULT_RULES } from '#deals';
import { applyDelivery, type Delivery, reviewDelivery } from './index.ts';
import { RULE_CODES } from './interpretations.ts';
import type { DeliveryDesk } from './testing.ts';
import { aDesk, alid, avail, bring, contract, type Drop, NOW, sheet } from './testing-drops.ts';

async function deskWith(rules: object): Promise<DeliveryDesk> {
  const desk = await aDesk();
  await desk.ports.deals.addContract(contract({ version: 2, rules }), NOW);
  return desk;
}

async function apply(desk: DeliveryDesk, drop: Drop): Promise<Delivery> {
  const meant = { by: 'Mei', despite: 'looked at' };
  const applied = await applyDelivery(desk.ports, await bring(desk.ports, drop), meant);
  if (!applied.ok) throw new Error(applied.reason);
  return applied.value;
}

const avails = (...rows: Parameters<typeof avail>[1][]): Drop => ({
  'avails.csv': sheet(rows.map((row) => avail('film', row))),
});
const held = async (desk: DeliveryDesk): Promise<string[]> =>
  (await desk.licensing.facts()).grants
    .map(({ alid: title, territories: { include, exclude }, formatProfile }) =>
      [title.split(':').at(-1), include.join('+'), exclude.map((each) => `-${each}`).join(''), formatProfile]
        .filter(Boolean)
        .join(' '),
    )
    .sort();
const codes = ({ report }: Delivery): string[] => [...new Set(report?.findings.map(({ code }) => code))].sort();

describe('what a file replaces', () => {
  test('is all of its titles, unless a rule says otherwise', async () => {
    const desk = await deskWith({});
    await apply(desk, avails({ Territory: 'CN' }, { Territory: 'HK' }));
    await apply(desk, avails({ Territory: 'HK', FormatProfile: 'UHD' }));
    expect(await held(desk)).toEqual(['film HK UHD']);
  });
  test('is the territories of its rows under the rule of edits and territories', async () => {
    const desk = await deskWith({ replaces: 'edit-territory' });
    await apply(desk, avails({ Territory: 'CN' }, { Territory: 'HK' }));
    const second = await apply(desk, avails({ Territory: 'HK', FormatProfile: 'UHD' }));
    expect(await held(desk)).toEqual(['film CN HD', 'film HK UHD']);
    expect(codes(second)).toContain('rule-scope');
    expect(second.report?.diff.changes).toHaveLength(0);
    expect(second.report?.diff.unchanged).toBe(1);
  });
  test('takes just its part out of a wider grant, and a deletion does so too', async () => {
    const desk = await deskWith({ replaces: 'edit-territory' });
    await apply(desk, avails({ Territory: 'ZZ' }));
    await apply(desk, avails({ Territory: 'HK', EntryType: 'Full Delete' }));
    expect(await held(desk)).toEqual(['film ZZ -HK HD']);
  });
  test('leaves another edit alone', async () => {
    const desk = await deskWith({ replaces: 'edit-territory' });
    await apply(desk, avails({ EditID: 'cut' }, { EditID: 'director' }));
    await apply(desk, avails({ EditID: 'cut', FormatProfile: 'UHD' }));
    expect(await held(desk)).toEqual(['film CN HD', 'film CN UHD']);
    await apply(desk, avails({ FormatProfile: 'SD' }));
    expect(await held(desk)).toEqual(['film CN SD']);
  });
  test('the same file again changes nothing', async () => {
    const desk = await deskWith({ replaces: 'edit-territory' });
    await apply(desk, avails({ Territory: 'ZZ' }));
    await apply(desk, avails({ Territory: 'HK' }));
    const before = await desk.licensing.facts();
    await apply(desk, avails({ Territory: 'HK' }));
    expect((await desk.licensing.facts()).grants).toEqual(before.grants);
  });
});

describe('a delivery that is the whole catalog', () => {
  const two: Drop = { 'avails.csv': sheet([avail('one'), avail('two')]) };
  test('ends what it leaves out, by name', async () => {
    const desk = await deskWith({ wholeCatalog: true });
    await apply(desk, two);
    const second = await apply(desk, { 'avails.csv': sheet([avail('one')]) });
    expect(await held(desk)).toEqual(['one CN HD']);
    expect(second.report?.findings).toContainEqual(
      expect.objectContaining({ code: 'rule-catalog', value: alid('two') }),
    );
    expect(second.report?.diff.disappears.map((line) => line.alid)).toEqual([alid('two')]);
  });
  test('leaves alone what it holds but is told to leave out', async () => {
    const desk = await deskWith({ wholeCatalog: true });
    await apply(desk, { 'avails.csv': sheet([avail('one'), avail('two'), avail('three')]) });
    const id = await bring(desk.ports, {
      'avails.csv': sheet([avail('one'), avail('two', { ExceptionFlag: 'Yes' }), avail('three')]),
    });
    const left = await applyDelivery(desk.ports, id, { by: 'Mei', leavingOut: 'two waits' });
    expect([left.ok, await held(desk)]).toEqual([true, ['one CN HD', 'three CN HD', 'two CN HD']]);
  });
  test('without the rule ends nothing that it leaves out', async () => {
    const desk = await deskWith({});
    await apply(desk, two);
    await apply(desk, { 'avails.csv': sheet([avail('one')]) });
    expect(await held(desk)).toEqual(['one CN HD', 'two CN HD']);
  });
  test('is not one that only deletes or only describes', async () => {
    const desk = await deskWith({ wholeCatalog: true });
    await apply(desk, two);
    await apply(desk, { 'metadata.csv': sheet([{ alid: alid('one'), language: 'en', title: 'One' }]) });
    await apply(desk, { 'avails.csv': sheet([avail('two', { EntryType: 'Full Delete' })]) });
    expect(await held(desk)).toEqual(['one CN HD']);
  });
});

describe('what a rule decided', () => {
  test('is told at each row that it touched', async () => {
    const desk = await deskWith({
      endDateInclusive: false,
      zone: { fixed: 'Asia/Shanghai' },
      impliesLower: true,
      widensLanguages: true,
    });
    const reviewed = await reviewDelivery(desk.ports, await bring(desk.ports, avails({ AllowedLanguages: 'zh-CN' })));
    const told = reviewed.ok ? (reviewed.value.report?.findings ?? []) : [];
    expect(
      told.map(({ code, message, where, severity }) => [code, message, 'row' in where && where.row, severity]),
    ).toEqual([
      ['rule-end-date', 'End 2026-12-31: it ends as the day begins', 2, 'notice'],
      ['rule-zone', 'Dates without a zone are read in Asia/Shanghai', 2, 'notice'],
      ['rule-lower-pictures', 'HD also grants the lower pictures', 2, 'notice'],
      ['rule-languages', 'Languages are allowed whole: zh-CN', 2, 'notice'],
    ]);
  });
  test('in very many rows is told of the first and counted', async () => {
    const desk = await deskWith({});
    const rows = Array.from({ length: 30 }, (_, at) => ({ FormatProfile: 'HD', AvailID: `a${at}`, Territory: 'CN' }));
    const { report } = await apply(desk, avails(...rows));
    const told = report?.findings.filter(({ code }) => code === RULE_CODES.zone) ?? [];
    expect([told.length, told.at(-1)?.message]).toEqual([21, 'and the same rule in 10 more rows']);
  });
  test('every rule has its code', () => {
    expect(Object.keys(RULE_CODES)).toEqual(expect.arrayContaining(Object.keys(DEFAULT_RULES)));
  });
});
