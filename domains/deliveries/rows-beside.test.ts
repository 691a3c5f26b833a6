import { deliveredRows } from '@duoping/avails';
import { describe, expect, test } from 'vitest';
import { diffLines, diffPage, diffPlaces, reviewDelivery, rowsBeside } from './index.ts';
import { aDesk, alid, avail, availsXml, bring, type Drop, sheet } from './testing-drops.ts';

async function reviewed(drop: Drop) {
  const desk = await aDesk();
  const review = await reviewDelivery(desk.ports, await bring(desk.ports, drop));
  if (!review.ok || !review.value.report) throw new Error('no report');
  const { report, files } = review.value;
  const beside = async (name: string, asked: Partial<Parameters<typeof rowsBeside>[2]> = {}) => {
    const file = files.find((each) => each.name === name);
    const sheets = deliveredRows(await desk.ports.objects.read(file?.sha256 ?? ''));
    const own = report.findings.filter((finding) => finding.file === name);
    return rowsBeside(sheets, own, { from: 0, count: 100, foundOnly: false, ...asked });
  };
  return { report, beside };
}

describe('findings beside the rows they stand in', () => {
  const drop = {
    'avails.csv': sheet([avail('good'), avail('bad', { Territory: 'JJ' }), avail('late', { End: '2025-01-01' })]),
  };

  test('each row shows the partner’s own cells, and the one that is wrong is marked', async () => {
    const { beside } = await reviewed(drop);
    const page = await beside('avails.csv');
    expect(page?.total).toBe(3);
    const [good, bad, late] = page?.rows ?? [];
    expect([good?.number, good?.findings.filter(({ severity }) => severity === 'error')]).toEqual([2, []]);
    const marked = bad?.findings.find(({ severity }) => severity === 'error');
    expect([page?.columns[marked?.cell ?? -1], bad?.cells[marked?.cell ?? -1]]).toEqual(['Territory', 'JJ']);
    expect(late?.findings.map(({ code }) => code)).toContain('end-before-start');
  });

  test('only the rows in which something was found, a page at a time', async () => {
    const { beside } = await reviewed({
      'avails.csv': sheet(
        Array.from({ length: 9 }, (_, at) => avail(`f${at}`, at % 3 === 0 ? { Territory: 'JJ' } : {})),
      ),
    });
    const found = await beside('avails.csv', { foundOnly: true, from: 1, count: 1 });
    expect([found?.total, found?.rows.map(({ number }) => number)]).toEqual([3, [5]]);
  });

  test('a sheet of Duoping’s own, and a line of XML', async () => {
    const { beside } = await reviewed({
      'avails.csv': sheet([avail('good')]),
      'metadata.csv': sheet([{ alid: alid('good'), language: '??', title: 'x' }]),
      'more.xml': availsXml('film', '2026-01-01').replace('<md:country>CN', '<md:country>JJ'),
    });
    const own = await beside('metadata.csv');
    expect(own?.rows[0]?.findings).toMatchObject([{ severity: 'error', cell: 1 }]);
    const xml = await beside('more.xml', { foundOnly: true });
    expect(xml?.rows.map(({ cells }) => cells.join(''))).toContainEqual(expect.stringContaining('<Transaction'));
  });

  test('a sheet that isn’t there is none', async () => {
    const { beside } = await reviewed(drop);
    expect(await beside('avails.csv', { sheet: 'Other' })).toBeUndefined();
  });
});

describe('what viewers will see, by screen and territory', () => {
  test('is counted for each place, and told line by line', async () => {
    const { report } = await reviewed({
      'avails.csv': sheet([avail('one'), avail('two', { Territory: 'US' }), avail('three', { Territory: 'US' })]),
    });
    const lines = diffLines(report.diff);
    const counts = { appear: 0, disappear: 0, change: 0, conflict: 0 };
    expect(diffPlaces(lines)).toEqual([
      { screen: 'tv', territory: 'CN', counts: { ...counts, appear: 1 } },
      { screen: 'tv', territory: 'US', counts: { ...counts, appear: 2 } },
    ]);
    const page = diffPage(lines, { territory: 'US', screen: 'tv', act: 'appear', from: 1, count: 5 });
    expect([page.total, page.lines.map(({ line }) => line.alid)]).toEqual([2, [alid('three')]]);
    expect(diffPage(lines, { screen: 'phone', from: 0, count: 5 }).total).toBe(0);
  });
});
