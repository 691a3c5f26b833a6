import { describe, expect, test } from 'vitest';
import type { Statement, StatementAgreement, StatementLine } from './statement.ts';
import { agreementTitle, bothNames, labels, percent, rowOfLine } from './wording.ts';

test.each([
  [{ 'zh-CN': '优酷', en: 'Youku' }, '优酷 / Youku'],
  [{ zh: '优酷', en: 'Youku' }, '优酷 / Youku'],
  [{ 'zh-CN': '优酷', zh: '优' }, '优酷'],
  [{ en: 'Youku' }, 'Youku'],
  [{ 'zh-CN': 'Youku', en: 'Youku' }, 'Youku'],
  [{ 'zh-CN': '', en: 'Youku' }, 'Youku'],
  [{ fr: 'Le Youku' }, 'Le Youku'],
  [{}, 'youku'],
])('the names %j are said as %s', (names, said) => {
  expect(bothNames(names, 'youku')).toBe(said);
});

test.each([
  [5500, '55 %'],
  [1250, '12.5 %'],
  [3333, '33.33 %'],
  [10_000, '100 %'],
  [1005, '10.05 %'],
  [5, '0.05 %'],
  [0, '0 %'],
])('%i basis points are %s', (basisPoints, said) => {
  expect(percent(basisPoints)).toBe(said);
});

test.each<[StatementLine['place'], string]>([
  [{ sheet: 'Movies', row: 4 }, 'Movies row 4'],
  [{ path: '/Avail[2]' }, '/Avail[2]'],
  [{ path: '/Avail[2]', line: 77 }, '/Avail[2] line 77'],
])('the place %j is said as %s', (place, said) => {
  expect(rowOfLine({ place } as StatementLine)).toBe(said); // nothing else of the line is read
});

describe('a contract is named', () => {
  const title = (shareBasisPoints: number) =>
    agreementTitle({ contract: 'yk', version: 2, shareBasisPoints } as StatementAgreement); // as far as it is read
  test('with its share', () => expect(title(5500)).toBe('yk, version 2: 55 % of its part 分成'));
  test('or as one that takes none', () =>
    expect(title(0)).toBe('yk, version 2: takes no share of subscriptions 不参与会员分成'));
});

test('every page says that more may come, and that figures were made up, when it is so', () => {
  const said = (status: Statement['status'], illustrative: boolean) =>
    labels({ status, illustrative } as Statement).map((label) => label.split(' ')[0]); // nothing else is read
  expect(said('closed', false)).toEqual([]);
  expect(said('preview', false)).toEqual(['PREVIEW']);
  expect(said('closed', true)).toEqual(['ILLUSTRATIVE']);
  expect(said('preview', true)).toEqual(['PREVIEW', 'ILLUSTRATIVE']);
});
