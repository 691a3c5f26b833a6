import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readAvails } from './read.ts';
import { codesOf, errorsOf, GOOD_ROW, good, readRows, readText } from './testing.ts';

const NAMES = Object.keys(GOOD_ROW);
const line = (row: typeof GOOD_ROW, sign = ','): string => NAMES.map((name) => `"${row[name]}"`).join(sign);

describe('CSV', () => {
  const wanted = readRows([good()]).clauses[0]?.id;
  test.each([
    ['names alone above the rows', `${NAMES.join()}\n${line(good())}\n`, 2],
    [
      'groups, names and hints',
      `${NAMES.map(() => 'Avail').join()}\r\n${NAMES.join()}\r\n//REQ,//Opt\r\n${line(good())}`,
      4,
    ],
    ['semicolons', `${NAMES.join(';')}\n${line(good(), ';')}`, 2],
    ['tabs and a byte-order mark', `\uFEFF${NAMES.join('\t')}\n\n${line(good(), '\t')}`, 3],
  ])('with %s gives the clauses of the workbook', (_, text, row) => {
    const reading = readText(text);
    expect([reading.format, reading.clauses[0]?.id, errorsOf(reading)]).toEqual(['avails-csv', wanted, []]);
    expect(reading.clauses[0]?.place).toEqual({ sheet: 'CSV', row });
  });
  test('UTF-16 is read by its mark', () => {
    const text = `\uFEFF${NAMES.join()}\n${line(good())}`;
    const bytes = new Uint8Array(new Uint16Array([...text].map((char) => char.charCodeAt(0))).buffer);
    expect(readAvails({ name: 'utf16.csv', bytes }).clauses[0]?.id).toBe(wanted);
  });
  test('bytes that are not UTF-8 are read as Windows-1252, with a warning', () => {
    const bytes = strToU8(`${NAMES.join()}\n${line(good({ TitleInternalAlias: 'Voll auf die N\u00fcsse' }))}`, true);
    const reading = readAvails({ name: 'latin.csv', bytes });
    expect([codesOf(reading), reading.clauses[0]?.title]).toEqual([['encoding-guessed'], 'Voll auf die Nüsse']);
  });
  test('a file that ends within a row has lost something, and says so', () => {
    const whole = `${NAMES.join()}\n${line(good())}\n${line(good({ ALID: 'md:alid:example.com:other' }))}`;
    expect(codesOf(readText(whole))).toEqual([]);
    const cut = readText(whole.slice(0, whole.lastIndexOf(',')));
    expect([errorsOf(cut), cut.findings[0]?.where, cut.clauses.length]).toEqual([
      ['cut-off'],
      { sheet: 'CSV', row: 3 },
      1,
    ]);
    // A remark below the rows was never a row.
    expect(codesOf(readText(`${whole}\nTotal`))).not.toContain('cut-off');
  });
  test('what a spreadsheet could not compute is an error here too', () => {
    const reading = readText(`${NAMES.join()}\n${line(good({ DisplayName: '#REF!' }))}`);
    expect([errorsOf(reading), reading.clauses]).toEqual([['cell-error'], []]);
  });
  test('a quote that does not end, a cell without end, text that is no table', () => {
    expect(errorsOf(readText(`${NAMES.join()}\n"${line(good())}`))).toContain('malformed-csv');
    expect(errorsOf(readText(`${NAMES.join()}\n${line(good({ ALID: 'x'.repeat(40_000) }))}`))).toEqual([
      'cell-too-long',
    ]);
    expect(errorsOf(readText('Dear partner,\nno file today'))).toEqual(['no-header']);
    expect(codesOf(readText('a\0b'))).toEqual(['unknown-format']);
    const limits = { rows: 2 };
    expect(codesOf(readText(`${NAMES.join()}\n${line(good())}\n${line(good())}`, { limits }))).toEqual([
      'file-too-large',
    ]);
  });
});

describe('Avails XML', () => {
  const xml = (transaction: string, avail = '', version = '2.5'): string => `<?xml version="1.0"?>
<avails:AvailList xmlns:avails="http://www.movielabs.com/schema/avails/v${version}/avails" xmlns:md="md">
<avails:Avail><avails:ALID>md:alid:example.com:lantern</avails:ALID>
<avails:Disposition><avails:EntryType>Full Extract</avails:EntryType></avails:Disposition>
<avails:Licensor><md:DisplayName>Example Films</md:DisplayName></avails:Licensor><avails:AvailType>single</avails:AvailType>${avail}
<avails:Asset contentID="md:cid:example.com:lantern"><avails:WorkType>Movie</avails:WorkType><avails:Metadata>
<avails:TitleInternalAlias>The Lantern</avails:TitleInternalAlias></avails:Metadata></avails:Asset>
<avails:Transaction><avails:LicenseType>SVOD</avails:LicenseType>${transaction}</avails:Transaction></avails:Avail></avails:AvailList>`;
  const US = '<avails:Territory><md:country>US</md:country></avails:Territory>';
  const YEAR = '<avails:Start>2026-01-01T00:00:00</avails:Start><avails:End>2026-12-31T23:59:59</avails:End>';
  const HD = '<avails:FormatProfile>HD</avails:FormatProfile>';
  const NA = '<avails:Term termName="NA"><avails:Text>NA</avails:Text></avails:Term>';

  test('a transaction gives the clause of the sheet row that says the same', () => {
    const reading = readText(xml(US + YEAR + HD + NA));
    expect([reading.format, reading.version, reading.findings]).toEqual(['avails-xml', '2.5', []]);
    expect(reading.clauses[0]?.id).toBe(readRows([good()]).clauses[0]?.id);
    expect(reading.clauses[0]?.place).toEqual({ path: '/AvailList/Avail[1]/Transaction[1]', line: 8 });
  });
  test('several territories, exclusions, regions, languages by track, conditions with lag, formats with attributes', () => {
    const parts = `<avails:Territory><md:country>US</md:country></avails:Territory><avails:Territory><md:countryRegion>CA-QC</md:countryRegion></avails:Territory>
<avails:TerritoryExcluded><md:countryRegion>US-HI</md:countryRegion></avails:TerritoryExcluded>
<avails:StartCondition lag="P1D">Theatrical</avails:StartCondition><avails:EndCondition>Open</avails:EndCondition>
<avails:AllowedLanguage asset="subtitle">fr</avails:AllowedLanguage><avails:AllowedLanguage>en</avails:AllowedLanguage>
<avails:HoldbackLanguage asset="audio">de</avails:HoldbackLanguage><avails:FormatProfile HDR="HDR10">UHD</avails:FormatProfile>`;
    const reading = readText(xml(parts));
    expect(reading.findings).toEqual([]);
    expect(reading.clauses).toMatchObject([
      {
        territories: ['CA-QC', 'US'],
        excludedTerritories: ['US-HI'],
        start: { kind: 'condition', condition: 'Theatrical', lag: 'P1D' },
        end: { kind: 'open' },
        allowedLanguages: [
          { range: 'fr', kinds: ['subtitle'] },
          { range: 'en', kinds: ['audio', 'subtitle'] },
        ],
        heldBackLanguages: [{ range: 'de', kinds: ['audio'] }],
        formatProfile: 'UHD',
        formatAttributes: { HDR: 'HDR10' },
      },
    ]);
  });
  test('exclusions alone mean everywhere else', () => {
    const but = '<avails:TerritoryExcluded><md:country>CN</md:country></avails:TerritoryExcluded>';
    const { clauses } = readText(xml(but + YEAR + HD));
    expect(clauses).toMatchObject([{ territories: ['ZZ'], excludedTerritories: ['CN'] }]);
  });
  test('an empty ExceptionFlag means yes, as the schema has it', () => {
    expect(readText(xml(US + YEAR + HD, '<avails:ExceptionFlag/>')).clauses[0]?.exceptionFlag).toBe(true);
  });
  test('findings name the element and its line', () => {
    const reading = readText(xml(`<avails:Territory><md:country>JJ</md:country></avails:Territory>${YEAR}\n${HD}`));
    expect(reading.findings).toMatchObject([
      {
        code: 'unknown-territory',
        value: 'JJ',
        where: { path: '/AvailList/Avail[1]/Transaction[1]/Territory', line: 8 },
      },
    ]);
    expect(reading.clauses).toEqual([]);
  });
  test('what holds nowhere, belongs to nothing, or is of no known version is said', () => {
    expect(codesOf(readText(xml(YEAR + HD)))).toEqual(['territory-undefined']);
    expect(codesOf(readText(xml(US + YEAR + HD).replace('>single<', '>episode<')))).toEqual(['avail-type-mismatch']);
    expect(codesOf(readText(xml(`${US}${YEAR}${HD}<avails:RefALID>x</avails:RefALID>`)))).toEqual([
      'ref-alid-mismatch',
    ]);
    expect(codesOf(readText(xml(US + YEAR + HD, '', '3.0')))).toEqual(['unknown-version']);
    const odd = `${US}${YEAR}${HD}`;
    const bytes = strToU8(xml(odd)).map((byte) => byte);
    bytes[xml(odd).indexOf('HD')] = 0xff;
    const line = xml(odd).slice(0, xml(odd).indexOf('HD')).split('\n').length;
    expect(readAvails({ name: 'odd', bytes }).findings).toMatchObject([{ code: 'unknown-encoding', where: { line } }]);
    expect(codesOf(readText('<AvailList xmlns="http://www.movielabs.com/schema/avails/v2.7/avails"/>'))).toEqual([
      'no-rows',
    ]);
  });
  test('volumes of a season that share an episode are errors, each of them', () => {
    const volume = (id: string, first: number): string =>
      `<Avail><ALID>${id}</ALID><Disposition><EntryType>Full Extract</EntryType></Disposition><AvailType>volume</AvailType><Asset contentID="${id}">
<WorkType>Volume</WorkType><VolumeMetadata><VolumeFirstEpisodeNumber>${first}</VolumeFirstEpisodeNumber><VolumeNumberOfEpisodes>3</VolumeNumberOfEpisodes>
<SeasonMetadata><SeasonContentID>s1</SeasonContentID></SeasonMetadata></VolumeMetadata></Asset><Transaction><LicenseType>SVOD</LicenseType>
<Territory><country>US</country></Territory><Start>2026-01-01</Start><EndCondition>Open</EndCondition><FormatProfile>HD</FormatProfile></Transaction></Avail>`;
    const list = (...firsts: number[]): string =>
      `<AvailList xmlns="http://www.movielabs.com/schema/avails/v2.7/avails">${firsts.map((first, at) => volume(`v${at}`, first)).join('')}</AvailList>`;
    expect(errorsOf(readText(list(1, 4, 7)))).toEqual([]);
    expect(readText(list(1, 4, 6)).findings).toMatchObject([
      { code: 'overlapping-volumes', value: 'v1' },
      { code: 'overlapping-volumes', value: 'v2' },
    ]);
  });
  test('entities are refused, wherever they are declared', () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${xml(US).slice(21)}`;
    expect(codesOf(readText(laughs.replace('>SVOD<', '>&b;<')))).toEqual(['xml-doctype']);
    expect(codesOf(readText(xml(US).replace('>SVOD<', '>&b;<')))).toEqual(['xml-entity']);
    expect(codesOf(readText(`<!DOCTYPE x SYSTEM "http://example.com/x.dtd">${xml(US).slice(21)}`))).toEqual([
      'xml-doctype',
    ]);
  });

  test('the day of issue is told, and is no part of what the offer is', () => {
    const offer = US + YEAR + HD + NA;
    const issued = xml(offer).replace(
      '</avails:EntryType>',
      '</avails:EntryType><avails:IssueDate>2026-03-01</avails:IssueDate>',
    );
    const [plain, dated] = [xml(offer), issued].map((text) => readText(text).clauses[0]);
    expect([plain?.issueDate, dated?.issueDate, dated?.extra]).toEqual([undefined, '2026-03-01', plain?.extra]);
    expect(dated?.id).toBe(plain?.id);
  });
});

describe('CableLabs ADI 1.1', () => {
  const adi = (titleData = '', box = ''): string => `<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE ADI SYSTEM "ADI.DTD">
<ADI><Metadata><AMS Asset_Class="package" Provider="Example" Provider_ID="example.com" Asset_ID="EXMP0000000000000001" Product="MOD"${box}/>
<App_Data App="MOD" Name="Metadata_Spec_Version" Value="CableLabsVOD1.1"/></Metadata>
<Asset><Metadata><AMS Asset_Class="title" Provider_ID="example.com" Asset_ID="EXMT0000000000000001"/>
<App_Data App="SVOD" Name="Title" Value="L'\u00e9t\u00e9"/><App_Data App="SVOD" Name="Licensing_Window_Start" Value="2026-01-01"/>
<App_Data App="SVOD" Name="Licensing_Window_End" Value="2026-12-31T23:59:59"/>${titleData}</Metadata>
<Asset><Metadata><AMS Asset_Class="movie" Provider_ID="example.com" Asset_ID="EXMM0000000000000001"/>
<App_Data App="SVOD" Name="Resolution" Value="1080p"/></Metadata></Asset></Asset></ADI>`;
  const read = (text: string) => readAvails({ name: 'adi.xml', bytes: strToU8(text, true) }, { territories: ['US'] });

  test('a package is one clause in the territories of its partner, its DTD never fetched', () => {
    const reading = read(adi());
    expect([reading.format, reading.version, reading.findings]).toEqual(['adi', '1.1', []]);
    expect(reading.clauses).toMatchObject([
      {
        alid: 'example.com/EXMT0000000000000001',
        title: "L'été",
        licenseType: 'SVOD',
        formatProfile: 'HD',
        territories: ['US'],
        start: { kind: 'date', date: '2026-01-01' },
        end: { kind: 'local', dateTime: '2026-12-31T23:59:59' },
        place: { path: '/ADI', line: 5 },
      },
    ]);
  });
  test('without the partner’s territories it holds nowhere', () => {
    const reading = readAvails({ name: 'adi.xml', bytes: strToU8(adi(), true) });
    expect([codesOf(reading), reading.clauses[0]?.territories]).toEqual([['territory-undefined'], []]);
  });
  test('the verb DELETE removes', () =>
    expect(read(adi('', ' Verb="DELETE"')).clauses[0]?.entryType).toBe('Full Delete'));
  test('a longest viewing of a day is a day', () => {
    const length = '<App_Data App="SVOD" Name="Maximum_Viewing_Length" Value="01:00:30"/>';
    expect(read(adi(length)).clauses[0]?.watchDuration).toBe('PT24H30M');
  });
  test('a second window that says otherwise is a warning', () => {
    expect(codesOf(read(adi('<App_Data App="SVOD" Name="Licensing_Window_End" Value="2027-01-01"/>')))).toEqual([
      'repeated-value',
    ]);
  });
  test('an odd Asset_ID is a warning, a film without resolution is taken for the smallest', () => {
    expect(codesOf(read(adi().replaceAll('EXMM0000000000000001', 'movie-1')))).toEqual(['asset-id-form']);
    const unsized = read(adi().replace('Name="Resolution"', 'Name="Codec"'));
    expect([codesOf(unsized), unsized.clauses[0]?.formatProfile]).toEqual([['format-assumed'], 'SD']);
  });
  test('names that repeat are kept, and so is what the film and the pictures say', () => {
    const more =
      '<App_Data App="SVOD" Name="Genre" Value="Drama"/><App_Data App="SVOD" Name="Genre" Value="Mystery"/><App_Data App="SVOD" Name="Segment" In="00:00:01" Out="00:10:00"/>';
    expect(read(adi(more)).clauses).toMatchObject([
      { extra: { Genre: 'Drama, Mystery', Segment: '00:00:01 to 00:10:00' }, aside: { 'movie 3/Resolution': '1080p' } },
    ]);
  });
  test('what a title is about is told beside its offer', () => {
    const about =
      '<App_Data App="SVOD" Name="Summary_Short" Value="Light"/><App_Data App="SVOD" Name="Actors" Value="Vela,Ana"/>';
    expect(read(adi(about)).descriptions).toMatchObject([
      {
        alid: 'example.com/EXMT0000000000000001',
        language: 'und',
        synopsis: 'Light',
        people: [{ name: 'Ana Vela', job: 'Actor' }],
      },
    ]);
  });
  test('declared entities are refused', () => {
    expect(codesOf(read(adi().replace('"ADI.DTD"', '"ADI.DTD" [<!ENTITY x "y">]')))).toEqual(['xml-doctype']);
    expect(codesOf(read(adi().replace('1080p', '&x;')))).toEqual(['xml-entity']);
  });
});
