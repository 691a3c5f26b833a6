import { DAY_MS } from '@duoping/kit';
import { describe, expect, test } from 'vitest';
import { applyDelivery, type Delivery, receiveFile, reviewDelivery } from './index.ts';
import type { DeliveryDesk } from './testing.ts';
import {
  aDesk,
  alid,
  avail,
  availsXml,
  bring,
  contract,
  type Drop,
  film,
  MEI,
  sheet,
  stateOf,
  wholeDrop,
} from './testing-drops.ts';

const review = async (desk: DeliveryDesk, drop: Drop): Promise<Delivery> => {
  const reviewed = await reviewDelivery(desk.ports, await bring(desk.ports, drop));
  if (!reviewed.ok) throw new Error(reviewed.reason);
  return reviewed.value;
};
const apply = async (desk: DeliveryDesk, drop: Drop) => applyDelivery(desk.ports, await bring(desk.ports, drop), MEI);
const reasonOf = (answer: Awaited<ReturnType<typeof apply>>) => (answer.ok ? 'applied' : answer.reason);

describe('a drop that is applied', () => {
  test('grants, describes, illustrates and queues what it holds, and is announced once', async () => {
    const desk = await aDesk();
    expect(reasonOf(await apply(desk, wholeDrop()))).toBe('applied');
    const state = await stateOf(desk);
    expect(state).toMatchObject({
      grants: [[alid('film'), 'HD', Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1), true]],
      offers: [[{ partner: 'lantern', alid: alid('film') }]],
      artwork: [{ alid: alid('film'), kind: 'poster' }],
      media: [{ alid: alid('film'), rows: [{ track: 'video' }] }],
    });
    expect(state.descriptions.map(({ language, title }) => [language, title])).toEqual([
      ['und', 'film'],
      ['zh-CN', '电影'],
    ]);
    expect(desk.announced()).toBe(1);
  });

  test('each grant names the file and the row that it comes from', async () => {
    const desk = await aDesk();
    await apply(desk, { 'avails.csv': sheet([avail('one'), avail('two')]) });
    const [delivery] = await desk.deliveries.deliveries();
    const { grants } = await desk.licensing.facts();
    expect(grants.map(({ alid: title, place }) => [title, place]).toSorted()).toEqual([
      [alid('one'), { sheet: 'CSV', row: 2 }],
      [alid('two'), { sheet: 'CSV', row: 3 }],
    ]);
    expect(new Set(grants.map((grant) => grant.delivery))).toEqual(new Set([delivery?.files[0]?.sha256]));
  });

  test('replaces what this partner said of its titles, and leaves its other titles as they are', async () => {
    const desk = await aDesk();
    await apply(desk, { 'avails.csv': sheet([avail('one'), avail('two')]) });
    await apply(desk, { 'avails.csv': sheet([avail('one', { FormatProfile: 'UHD' })]) });
    expect((await stateOf(desk)).grants.map(([title, format]) => [title, format]).toSorted()).toEqual([
      [alid('one'), 'UHD'],
      [alid('two'), 'HD'],
    ]);
  });

  test('a full delete takes the title away', async () => {
    const desk = await aDesk();
    await apply(desk, { 'avails.csv': sheet([avail('one'), avail('two')]) });
    await apply(desk, { 'avails.csv': sheet([avail('one', { EntryType: 'Full Delete' })]) });
    expect((await stateOf(desk)).grants.map(([title]) => title)).toEqual([alid('two')]);
  });

  test('is applied once: the same delivery again is refused', async () => {
    const desk = await aDesk();
    const id = await bring(desk.ports, wholeDrop());
    expect(reasonOf(await applyDelivery(desk.ports, id, MEI))).toBe('applied');
    expect(reasonOf(await applyDelivery(desk.ports, id, MEI))).toBe('already-applied');
    expect((await reviewDelivery(desk.ports, id)).ok).toBe(false);
    expect(desk.announced()).toBe(1);
  });

  test('the same files in another delivery are one effect: nothing ends, begins or is queued anew', async () => {
    const desk = await aDesk();
    await apply(desk, wholeDrop());
    const [before, { grants }] = [await stateOf(desk), await desk.licensing.facts()];
    desk.now += DAY_MS;
    const again = await review(desk, wholeDrop());
    expect(again.report?.diff).toEqual({ appears: [], disappears: [], changes: [], unchanged: 1, conflicts: [] });
    await apply(desk, wholeDrop());
    expect(await stateOf(desk)).toEqual(before);
    expect((await desk.licensing.facts()).grants).toEqual(grants);
  });

  test('a new version of the contract counts for what is delivered from then on', async () => {
    const desk = await aDesk();
    await apply(desk, { 'avails.csv': sheet([avail('film')]) });
    const window = { start: '2026-03-01T00:00:00Z', end: '2026-04-01T00:00:00Z' };
    await desk.ports.deals.addContract(contract({ version: 2, window }), desk.now);
    const windows = async () => (await stateOf(desk)).grants.map(([, , start, end]) => [start, end]);
    expect(await windows()).toEqual([[Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)]]);
    await apply(desk, { 'avails.csv': sheet([avail('film')]) });
    expect(await windows()).toEqual([[Date.UTC(2026, 2, 1), Date.UTC(2026, 3, 1)]]);
    expect((await desk.licensing.facts()).grants[0]?.contractVersion).toBe(2);
  });
});

describe('a format that names no territories', () => {
  const adi = `<?xml version="1.0"?>
<!DOCTYPE ADI SYSTEM "ADI.DTD">
<ADI><Metadata><AMS Asset_Class="package" Provider="Lantern" Provider_ID="lantern.example" Asset_ID="LANP0000000000000001" Product="SVOD"/></Metadata>
<Asset><Metadata><AMS Asset_Class="title" Provider_ID="lantern.example" Asset_ID="LANT0000000000000001"/>
<App_Data App="SVOD" Name="Title" Value="Film"/><App_Data App="SVOD" Name="Licensing_Window_Start" Value="2026-01-01"/>
<App_Data App="SVOD" Name="Licensing_Window_End" Value="2026-12-31"/></Metadata>
<Asset><Metadata><AMS Asset_Class="movie" Provider_ID="lantern.example" Asset_ID="LANM0000000000000001"/>
<App_Data App="SVOD" Name="Resolution" Value="1080p"/></Metadata></Asset></Asset></ADI>`;

  test('holds where the partner’s contract does, and its grant names the line', async () => {
    const desk = await aDesk();
    await desk.ports.deals.addContract(contract({ version: 2, territories: { include: ['CN', 'HK'] } }), desk.now);
    expect(reasonOf(await apply(desk, { 'ADI.XML': adi }))).toBe('applied');
    expect((await desk.licensing.facts()).grants).toMatchObject([
      {
        alid: 'lantern.example/LANT0000000000000001',
        territories: { include: ['CN', 'HK'] },
        place: { path: '/ADI', line: 4 },
      },
    ]);
  });

  test('holds nowhere while the contract leaves the territories to the avails', async () => {
    const desk = await aDesk();
    const { report } = await review(desk, { 'ADI.XML': adi });
    expect([report?.grants, report?.findings.map(({ code }) => code)]).toEqual([
      0,
      expect.arrayContaining(['territory-undefined']),
    ]);
  });
});

describe('a drop with an error changes nothing', () => {
  const good = avail('good');
  test.each<[string, Drop, string]>([
    [
      'a row that ends before it starts',
      { 'avails.csv': sheet([good, avail('bad', { End: '2025-01-01' })]) },
      'end-before-start',
    ],
    ['a file that is none', { 'avails.csv': sheet([good]), 'more.xlsx': 'PK' }, 'no-header'],
    [
      'words for a title that it doesn’t offer',
      { 'avails.csv': sheet([good]), 'metadata.csv': sheet([{ alid: alid('other'), language: 'en', title: 'x' }]) },
      'title-without-avail',
    ],
    ['a film that is not among its files', { ...wholeDrop(), 'film.mp4': new Uint8Array([1, 2]) }, 'media-checksum'],
    [
      'a sheet without a column that it needs',
      { 'avails.csv': sheet([good]), 'media.csv': sheet([{ alid: alid('good'), file: 'film.mp4' }]) },
      'sheet-missing-column',
    ],
  ])('%s', async (_, drop, code) => {
    const desk = await aDesk();
    await apply(desk, { 'avails.csv': sheet([avail('known')]) });
    const [before, epoch] = [await stateOf(desk), await desk.licensing.epoch()];
    const reviewed = await review(desk, drop);
    expect(reviewed.status).toBe('refused');
    const errors = reviewed.report?.findings.filter(({ severity }) => severity === 'error') ?? [];
    expect(errors.map((finding) => finding.code)).toContain(code);
    expect(reasonOf(await applyDelivery(desk.ports, reviewed.id, MEI))).toBe('has-errors');
    expect(await stateOf(desk)).toEqual(before);
    expect([await desk.licensing.epoch(), desk.announced()]).toEqual([epoch, 1]);
  });

  test('an empty drop has nothing to apply', async () => {
    const desk = await aDesk();
    expect(reasonOf(await apply(desk, {}))).toBe('nothing-to-apply');
    expect(reasonOf(await apply(desk, { 'readme.txt': 'hello' }))).toBe('nothing-to-apply');
  });

  test('a row without a contract grants nothing and says so; that is no error', async () => {
    const desk = await aDesk();
    const reviewed = await review(desk, { 'avails.csv': sheet([avail('film', { ContractID: 'L-9' })]) });
    expect(reviewed.report?.findings.map(({ code }) => code)).toContain('contract-unknown');
    expect([reviewed.status, reviewed.report?.grants]).toEqual(['read', 0]);
  });
});

describe('files that arrive out of order', () => {
  const ends = async (desk: DeliveryDesk) => (await stateOf(desk)).grants.map(([, , , end]) => end);

  test('what was issued earlier doesn’t undo what was issued later: it waits for a person', async () => {
    const desk = await aDesk();
    expect(reasonOf(await apply(desk, { 'a.xml': availsXml('film', '2026-03-02', '2026-06-30') }))).toBe('applied');
    const late = await review(desk, { 'a.xml': availsXml('film', '2026-03-01T23:59:59Z') });
    expect([late.status, late.report?.holds]).toEqual(['held', [{ kind: 'issued-earlier', alids: [alid('film')] }]]);
    expect(late.report?.findings.filter(({ code }) => code === 'issued-earlier')).toMatchObject([
      {
        file: 'a.xml',
        severity: 'warning',
        where: { path: '/AvailList/Avail[1]/Transaction[1]', line: 6 },
        value: '2026-03-01T23:59:59Z',
      },
    ]);
    expect(reasonOf(await applyDelivery(desk.ports, late.id, MEI))).toBe('held');
    expect(await ends(desk)).toEqual([Date.UTC(2026, 6, 1)]);
    const meant = { by: 'Bo', despite: 'they took the newer one back by phone' };
    expect(reasonOf(await applyDelivery(desk.ports, late.id, meant))).toBe('applied');
    expect(await ends(desk)).toEqual([Date.UTC(2027, 0, 1)]);
    const acts = await desk.deliveries.acts(late.id);
    expect(acts.map(({ act, by, reason }) => [act, by, reason])).toEqual([
      ['opened', 'Mei', null],
      ['applied', 'Bo', meant.despite],
    ]);
  });

  test('the same day again, a later one, and one of another title are fine', async () => {
    const desk = await aDesk();
    const drops = [
      availsXml('film', '2026-03-02'),
      availsXml('film', '2026-03-02', '2026-08-31'),
      availsXml('b', '2026-01-01'),
    ];
    for (const xml of [...drops, availsXml('film', '2026-03-03', '2026-09-30')])
      expect(reasonOf(await apply(desk, { 'a.xml': xml }))).toBe('applied');
    expect((await ends(desk)).toSorted()).toEqual([Date.UTC(2026, 9, 1), Date.UTC(2027, 0, 1)]);
  });

  test('an issue that was refused counts for nothing', async () => {
    const desk = await aDesk();
    const broken = { 'a.xml': availsXml('film', '2026-04-01'), 'more.csv': 'nothing' };
    expect(reasonOf(await apply(desk, broken))).toBe('has-errors');
    expect(reasonOf(await apply(desk, { 'a.xml': availsXml('film', '2026-03-01') }))).toBe('applied');
  });
});

describe('a review', () => {
  test('says what would appear, disappear and change, and changes nothing', async () => {
    const desk = await aDesk();
    await apply(desk, { 'avails.csv': sheet([avail('gone'), avail('longer'), avail('same')]) });
    const before = await stateOf(desk);
    const { report } = await review(desk, {
      'avails.csv': sheet([
        avail('gone', { EntryType: 'Full Delete' }),
        avail('longer', { End: '2027-06-30' }),
        avail('same'),
        avail('new', { TitleDisplayUnlimited: 'New film' }),
      ]),
    });
    expect(report?.diff).toMatchObject({
      appears: [{ alid: alid('new'), title: 'New film', screens: ['tv'], territories: 'CN' }],
      disappears: [{ alid: alid('gone') }],
      changes: [{ before: { end: Date.UTC(2027, 0, 1) }, after: { alid: alid('longer'), end: Date.UTC(2027, 6, 1) } }],
      unchanged: 1,
    });
    expect(await stateOf(desk)).toEqual(before);
  });

  test('counts what is granted and not where it stands: rows in another order are no difference', async () => {
    const desk = await aDesk();
    await apply(desk, { 'avails.csv': sheet([avail('one'), avail('two')]) });
    const { report } = await review(desk, { 'more.csv': sheet([avail('two'), avail('one')]) });
    expect(report?.diff).toEqual({ appears: [], disappears: [], changes: [], unchanged: 2, conflicts: [] });
  });

  test('is as good as the last file: another one after it makes it open again', async () => {
    const desk = await aDesk();
    const reviewed = await review(desk, { 'avails.csv': sheet([avail('film')]) });
    await receiveFile(desk.ports, reviewed.id, { name: 'film.mp4', bytes: film });
    expect(await desk.deliveries.delivery(reviewed.id)).toMatchObject({ status: 'receiving', report: null });
  });
});
