import { describe, expect, test } from 'vitest';
import type { ReadOptions } from '../read.ts';
import { codesOf, errorsOf, readText } from '../testing.ts';

interface Part {
  readonly type: string;
  readonly code: string;
  readonly action?: string;
  readonly properties?: Readonly<Record<string, string>>;
}

const properties = (list: Readonly<Record<string, string>> = {}): string =>
  Object.entries(list)
    .map(([name, value]) => `\n   <Property Name="${name}">${value}</Property>`)
    .join('');

const object = ({ type, code, action = 'REGIST', properties: own }: Part): string =>
  `\n  <Object ElementType="${type}" ID="${code}" Action="${action}" Code="${code}">${properties(own)}</Object>`;

const mapping = (
  parent: string,
  element: string,
  own: Readonly<Record<string, string>> = {},
  action = 'REGIST',
): string => {
  const [parentType, parentCode] = parent.split(' ');
  const [elementType, elementCode] = element.split(' ');
  return `\n  <Mapping ParentType="${parentType}" ParentID="${parentCode}" ElementType="${elementType}" ElementID="${elementCode}" Action="${action}" ParentCode="${parentCode}" ElementCode="${elementCode}">${properties(own)}</Mapping>`;
};

const FILM = {
  Name: '灯笼',
  OriginalName: 'The Lantern',
  Language: '国语,粤语',
  ReleaseYear: '2025',
  LicensingWindowStart: '20260101000000',
  LicensingWindowEnd: '20261231235959',
  Status: '1',
  SeriesFlag: '0',
  DefinitionFlag: '1',
};
const program = (changes: Readonly<Record<string, string>> = {}, action?: string): string =>
  object({ type: 'Program', code: 'P1', properties: { ...FILM, ...changes }, ...(action ? { action } : {}) });
const movie = (code: string, own: Readonly<Record<string, string>>): string =>
  object({ type: 'Movie', code, properties: { Type: '1', Duration: '01320300', ...own } });
const pack = (code: string, type: string): string =>
  object({ type: 'Package', code, properties: { Name: code, Type: type } });

const c2 = (objects: string, mappings = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ADI xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Objects>${objects}
 </Objects><Mappings>${mappings}</Mappings></ADI>`;
const read = (text: string, options: ReadOptions = { territories: ['CN'] }) => readText(text, options);

describe('a program', () => {
  test('is an offer with its window as local times, in the territories of its partner', () => {
    const reading = read(c2(program()));
    expect([reading.format, reading.version, errorsOf(reading)]).toEqual(['c2', 'C2', []]);
    expect(reading.clauses).toMatchObject([
      {
        alid: 'P1',
        workType: 'Movie',
        title: '灯笼',
        internalTitle: 'The Lantern',
        releaseYear: '2025',
        territories: ['CN'],
        licenseType: 'SVOD',
        formatProfile: 'HD',
        start: { kind: 'date', date: '2026-01-01' },
        end: { kind: 'local', dateTime: '2026-12-31T23:59:59' },
        assetLanguages: [{ range: 'zh' }, { range: 'yue' }],
        place: { path: '/ADI/Objects/Object[1]', line: 3 },
      },
    ]);
    expect(codesOf(reading).sort()).toEqual(['license-assumed', 'zone-unstated']);
  });
  test('comes once for each format of its main files; previews are none', () => {
    const files =
      movie('M1', { Resolution: '5' }) + movie('M2', { Resolution: '8' }) + movie('M3', { Type: '2', Resolution: '9' });
    const links = ['M1', 'M2', 'M3'].map((code) => mapping('Program P1', `Movie ${code}`)).join('');
    const { clauses } = read(c2(program() + files, links));
    expect(clauses.map(({ formatProfile, runTimeSeconds }) => [formatProfile, runTimeSeconds])).toEqual([
      ['SD', 5523],
      ['HD', 5523],
    ]);
  });
  test('is sold as its packages say, with its price where it is sold by the view', () => {
    const reading = read(
      c2(
        program({ PriceTaxIn: '6.00' }) + pack('K1', '4') + pack('K2', '3'),
        mapping('Package K1', 'Program P1') + mapping('Package K2', 'Program P1'),
      ),
    );
    expect(reading.clauses.map(({ licenseType, price }) => [licenseType, price])).toEqual([
      ['SVOD', undefined],
      ['VOD', { type: 'SRP', value: '6' }],
    ]);
    expect(codesOf(reading)).not.toContain('license-assumed');
  });
  test.each([
    ['deleted', program({}, 'DELETE'), []],
    ['no longer in force', program({ Status: '0' }), ['object-inactive']],
  ])('that is %s ends everywhere, and gives no window', (_, text, codes) => {
    const reading = read(c2(text));
    expect(reading.clauses).toMatchObject([{ alid: 'P1', entryType: 'Full Delete', end: { date: '2000-01-01' } }]);
    expect(codesOf(reading)).toEqual(expect.arrayContaining(codes));
  });
  test('deleted by its code alone is deleted', () => {
    const { clauses } = read(c2('<Object ElementType="Program" ID="P1" Action="DELETE"/>'));
    expect(clauses).toMatchObject([{ alid: 'P1', entryType: 'Full Delete' }]);
  });
  test('keeps what the model has no member for, and says that screens are for the contract', () => {
    const reading = read(c2(program({ Macrovision: '1', MobileLicense: '0', KeyWords: 'light' })));
    expect(reading.clauses[0]?.extra).toMatchObject({ Macrovision: '1', MobileLicense: '0', KeyWords: 'light' });
    expect(reading.findings).toContainEqual(
      expect.objectContaining({
        code: 'screens-beside',
        value: '0',
        where: { path: '/ADI/Objects/Object[1]/MobileLicense', line: 14 },
      }),
    );
  });
});

describe('a series', () => {
  const series = object({ type: 'Series', code: 'S1', properties: { ...FILM, Name: '灯笼们', VolumnCount: '24' } });
  test('is an offer, and its episodes know it by the mappings', () => {
    const { clauses } = read(
      c2(series + program({ SeriesFlag: '1' }), mapping('Series S1', 'Program P1', { Sequence: '3' })),
    );
    expect(clauses).toMatchObject([
      { workType: 'Series', alid: 'S1', title: '灯笼们', extra: { VolumnCount: '24' } },
      { workType: 'Episode', alid: 'P1', title: '灯笼', seriesId: 'S1', seriesTitle: '灯笼们', episodeNumber: '3' },
    ]);
  });
  test('may stand in an earlier file: its code is known from the mapping', () => {
    const { clauses } = read(c2(program({ SeriesFlag: '1' }), mapping('Series S1', 'Program P1', { Sequence: '3' })));
    expect(clauses).toMatchObject([{ workType: 'Episode', seriesId: 'S1' }]);
  });
  test('an episode without its number is an error', () =>
    expect(errorsOf(read(c2(program({ SeriesFlag: '1' }))))).toEqual(['missing-value']));
});

describe('what is wrong is said where it stands', () => {
  test('a program that leaves a package, without the program, is an error: nothing may go on unnoticed', () => {
    const reading = read(c2(pack('K1', '4'), mapping('Package K1', 'Program P9', {}, 'DELETE')));
    expect(reading.findings).toContainEqual(
      expect.objectContaining({
        code: 'mapping-alone',
        severity: 'error',
        value: 'P9',
        where: expect.objectContaining({ path: '/ADI/Mappings/Mapping[1]' }),
      }),
    );
    expect(codesOf(read(c2(program(), mapping('Package K1', 'Program P9'))))).toContain('mapping-ignored');
  });
  test('an action nobody knows, an object twice, a property twice, an object that is no offer', () => {
    expect(errorsOf(read(c2(program({}, 'PUBLISH'))))).toEqual(['unknown-action']);
    expect(errorsOf(read(c2(program() + program())))).toEqual(['repeated-object']);
    const twice = program().replace('</Object>', '<Property Name="Name">另一个</Property></Object>');
    expect(codesOf(read(c2(twice)))).toContain('repeated-value');
    expect(codesOf(read(c2(object({ type: 'Channel', code: 'C1' }))))).toEqual(['object-ignored']);
    expect(codesOf(read('<ADI><Objects/></ADI>'))).toEqual(['no-rows']);
  });
  test('a time that does not exist, and a window that ends before it starts', () => {
    expect(errorsOf(read(c2(program({ LicensingWindowStart: '20260231000000' }))))).toEqual(['bad-date']);
    expect(errorsOf(read(c2(program({ LicensingWindowEnd: '20250101000000' }))))).toEqual(['end-before-start']);
    expect(errorsOf(read(c2(program({ LicensingWindowEnd: '' }))))).toEqual(['missing-value']);
  });
  test('without the territories of its partner it holds nowhere', () =>
    expect(codesOf(read(c2(program()), {}))).toContain('territory-undefined'));
  test('more objects than a limit are refused', () =>
    expect(codesOf(read(c2(program() + movie('M1', {})), { limits: { rows: 1 } }))).toEqual(['file-too-large']));
});
