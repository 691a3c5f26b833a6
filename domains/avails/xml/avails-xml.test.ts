import { describe, expect, test } from 'vitest';
import { codesOf, errorsOf, good, readRows, readText } from '../testing.ts';
import { availXml, MOVIE, TERMS, YEAR } from './testing-avails-xml.ts';

const one = (text: string) => readText(text).clauses[0];

describe('every version', () => {
  test.each('2.1 2.2 2.2.1 2.2.2 2.3 2.4 2.5 2.5.2 2.6 2.6.1 2.7'.split(' '))(
    '%s is known by its namespace',
    (version) => {
      const reading = readText(availXml({ version }));
      expect([reading.format, reading.version, codesOf(reading), reading.clauses.length]).toEqual([
        'avails-xml',
        version,
        [],
        1,
      ]);
    },
  );
  test('what later versions renamed says the same: StoreLanguage of 2.1, Duration of 2.2.2', () => {
    const old = '<a:StoreLanguage>de</a:StoreLanguage><a:Duration>P30D</a:Duration>';
    const later = '<a:WindowDuration>P30D</a:WindowDuration><a:AssetLanguage>de</a:AssetLanguage>';
    expect(one(availXml({ transaction: old }))?.id).toBe(one(availXml({ transaction: later }))?.id);
  });
  test('a list under a signature is read', () => {
    const list = availXml({}).replace(/^<\?xml[^>]*>/, '');
    expect(readText(`<a:AvailListSigned xmlns:a="x">${list}</a:AvailListSigned>`).clauses).toHaveLength(1);
  });
});

describe('what an avail says of its work', () => {
  test('ids, credits, releases and captions stand where a sheet has them', () => {
    const asset = `<a:Asset contentID="md:cid:example.com:lantern"><a:WorkType>Movie</a:WorkType><a:Metadata>
      <a:TitleInternalAlias>The Lantern</a:TitleInternalAlias>
      <a:TitleEIDR-URN>urn:eidr:10.5240:7791-8534-2C23-9030-8610-5</a:TitleEIDR-URN>
      <a:AltIdentifier><md:Namespace>org:mddf</md:Namespace><md:Identifier>AltID:L-1</md:Identifier></a:AltIdentifier>
      <a:People><md:Job><md:JobFunction>Director</md:JobFunction></md:Job><md:Name><md:DisplayName>R. Aster</md:DisplayName></md:Name></a:People>
      <a:ReleaseHistory><md:ReleaseType>original</md:ReleaseType><md:Date>2024-05-01</md:Date></a:ReleaseHistory>
      <a:ReleaseHistory><md:ReleaseType>DVD</md:ReleaseType><md:Date>2025-02-01</md:Date></a:ReleaseHistory>
      <a:USACaptionsExemptionReason>2</a:USACaptionsExemptionReason></a:Metadata></a:Asset>`;
    const sheet = good({
      TitleID: '10.5240/7791-8534-2C23-9030-8610-5',
      AltID: 'L-1',
      Director: 'R. Aster',
      ReleaseHistoryOriginal: '2024-05-01',
      ReleaseHistoryPhysicalHV: '2025-02-01',
      CaptionIncluded: 'No',
      CaptionExemption: '2',
    });
    expect(one(availXml({ asset }))).toMatchObject({ id: readRows([sheet]).clauses[0]?.id });
  });
  test('captions are there unless an avail says why not', () => {
    const wanted = readRows([good()]).clauses[0]?.id;
    expect(readRows([good({ CaptionIncluded: 'Yes' })]).clauses[0]?.id).toBe(wanted);
    expect(readRows([good({ CaptionIncluded: 'No' })]).clauses[0]?.extra).toMatchObject({ CaptionIncluded: 'No' });
  });
  test('an episode stands in its season and series, in its volume’s place if it has one', () => {
    const asset = `<a:Asset contentID="e1"><a:WorkType>Episode</a:WorkType><a:EpisodeMetadata>
      <a:TitleInternalAlias>Pilot</a:TitleInternalAlias><a:EditEIDR-URN>urn:eidr:10.5240:7791-8534-2C23-9030-8610-5</a:EditEIDR-URN>
      <a:EpisodeNumber><md:Number>1</md:Number><md:DistributionNumber>101</md:DistributionNumber></a:EpisodeNumber>
      <a:SeasonMetadata><a:SeasonContentID>s1</a:SeasonContentID><a:SeasonNumber><md:Number>1</md:Number></a:SeasonNumber>
      <a:NumberOfEpisodes>8</a:NumberOfEpisodes><a:SeriesMetadata><a:SeriesContentID>r</a:SeriesContentID>
      <a:SeriesTitleInternalAlias>Lanterns</a:SeriesTitleInternalAlias></a:SeriesMetadata></a:SeasonMetadata></a:EpisodeMetadata></a:Asset>`;
    expect(one(availXml({ type: 'episode', asset }))).toMatchObject({
      workType: 'Episode',
      contentId: 'e1',
      editId: '10.5240/7791-8534-2C23-9030-8610-5',
      episodeNumber: '1',
      seasonId: 's1',
      seasonNumber: '1',
      seriesId: 'r',
      seriesTitle: 'Lanterns',
      extra: { DistributionNumber: '101', EpisodeCount: '8' },
    });
  });
  test('several assets without one that stands for them all are a collection of them', () => {
    const asset = ['m1', 'm2'].map((id) => MOVIE.replace('md:cid:example.com:lantern', id)).join('');
    const reading = readText(availXml({ type: 'collection', asset }));
    expect(errorsOf(reading)).toEqual([]);
    expect(reading.clauses).toMatchObject([{ workType: 'Collection', extra: { MemberContentIDs: 'm2, m1' } }]);
  });
  test('the rating of the transaction’s own territory counts; the others are kept', () => {
    const rating = (country: string, value: string): string =>
      `<md:Rating><md:Region><md:country>${country}</md:country></md:Region><md:System>S-${country}</md:System><md:Value>${value}</md:Value></md:Rating>`;
    const asset = MOVIE.replace(
      '</a:Metadata>',
      `<a:Ratings>${rating('DE', '6')}${rating('US', 'G')}</a:Ratings></a:Metadata>`,
    );
    expect(one(availXml({ asset }))).toMatchObject({
      rating: { system: 'S-US', value: 'G' },
      aside: { 'Rating (2)': 'DE S-DE 6' },
    });
  });
});

describe('what a transaction says', () => {
  test('every kind of term is read from its payload', () => {
    const terms = `<a:Term termName="SuppressionLiftDate"><a:Event>2025-12-01</a:Event></a:Term>
      <a:Term termName="AnnounceDate"><a:YearDateTime>2025-11-01</a:YearDateTime></a:Term>
      <a:Term termName="RentalDuration"><a:Duration>PT720H</a:Duration></a:Term><a:Term termName="WatchDuration"><a:Duration>PT48H</a:Duration></a:Term>
      <a:Term termName="FixedEndDate"><a:Event>2027-03-31</a:Event></a:Term><a:Term termName="Download"><a:Boolean>true</a:Boolean></a:Term>
      <a:Term termName="Exclusive"><a:Boolean>false</a:Boolean></a:Term><a:Term termName="TitleStatus"><a:Text>Approved</a:Text></a:Term>
      <a:Term termName="RequiredFulfillmentLanguages"><a:Language>en</a:Language></a:Term>
      <a:Term termName="CampaignID"><a:ID>C-9</a:ID></a:Term><a:Term termName="SomethingAgreed"><a:Number>7</a:Number></a:Term>`;
    expect(one(availXml({ transaction: terms }))).toMatchObject({
      suppressionLift: { kind: 'date', date: '2025-12-01' },
      announce: { kind: 'date', date: '2025-11-01' },
      rentalDuration: 'PT720H',
      watchDuration: 'PT48H',
      fixedEnd: { kind: 'date', date: '2027-03-31' },
      download: 'Yes',
      exclusive: false,
      titleStatus: 'Approved',
      requiredLanguages: [{ range: 'en' }],
      extra: { CampaignID: 'C-9', SomethingAgreed: '7' },
    });
  });
  test('a reduced price for a time is a price of its own; a second price is kept beside the first', () => {
    const terms = `<a:Term termName="TPR-WSP"><a:Money currency="USD">1.99</a:Money></a:Term>
      <a:Term termName="WSP"><a:Money currency="USD">4.99</a:Money></a:Term><a:Term termName="TPRType"><a:Text>Conditional</a:Text></a:Term>`;
    expect(one(availXml({ transaction: terms, terms: '' }))).toMatchObject({
      price: { type: 'TPR-WSP', value: '1.99', currency: 'USD' },
      extra: { TPRType: 'Conditional' },
      aside: { 'Term[WSP]/Money': '4.99', 'Term[WSP]/Money@currency': 'USD' },
    });
  });
  test('nothing that is said is lost: what no column has a place for is set aside by its path', () => {
    const clause = one(
      availXml({
        avail: `<a:ShortDescription>A film\n  of light</a:ShortDescription>
          <a:SharedEntitlement ecosystem="UVVU"><a:EcosystemID>uv-1</a:EcosystemID></a:SharedEntitlement>
          <a:SharedEntitlement ecosystem="Other"><a:EcosystemID>o-1</a:EcosystemID></a:SharedEntitlement>`,
        transaction: '<a:AssetLanguage asset="audio" assetProvided="true">en</a:AssetLanguage>',
        asset: MOVIE.replace(
          '<a:TitleInternalAlias>',
          '<a:TitleDisplayUnlimited language="en">The Lantern</a:TitleDisplayUnlimited><a:TitleDisplayUnlimited language="zh">灯笼</a:TitleDisplayUnlimited><a:TitleInternalAlias>',
        ),
      }),
    );
    expect(clause).toMatchObject({
      title: 'The Lantern',
      extra: { UV_ID: 'uv-1' },
      aside: {
        AvailType: 'single',
        ShortDescription: 'A film of light',
        'SharedEntitlement/EcosystemID': 'o-1',
        'SharedEntitlement@ecosystem': 'Other',
        'Metadata/TitleDisplayUnlimited@zh': '灯笼',
        'AssetLanguage[en]@assetProvided': 'true',
      },
    });
  });
  test('what is set aside is no part of the offer', () => {
    const described = availXml({ avail: '<a:ShortDescription>x</a:ShortDescription>' });
    expect(one(described)?.id).toBe(one(availXml({}))?.id);
  });
  test('an element that no version has is kept, and named with its line', () => {
    const reading = readText(availXml({ transaction: '\n<a:Haloed>yes</a:Haloed>' }));
    expect(reading.findings).toMatchObject([
      {
        code: 'unknown-element',
        value: 'Haloed',
        where: { path: '/AvailList/Avail[1]/Transaction[1]/Haloed', line: 7 },
      },
    ]);
    expect(reading.clauses[0]?.aside).toMatchObject({ Haloed: 'yes' });
  });
});

describe('limits', () => {
  test('an avail with too many parts, and a text without end, are refused with their line', () => {
    const many = availXml({ transaction: '<a:AllowedLanguage>en</a:AllowedLanguage>'.repeat(60) });
    expect(readText(many, { limits: { elementParts: 50 } })).toMatchObject({
      clauses: [],
      findings: [{ code: 'file-too-large', where: { line: 6 } }],
    });
    const long = availXml({ avail: `<a:ShortDescription>${'x'.repeat(300_000)}</a:ShortDescription>` });
    expect(codesOf(readText(long, { limits: { xmlRun: 100_000 } }))).toEqual(['file-too-large']);
    expect(codesOf(readText(long))).toEqual([]);
  });
  test('a fault late in the document leaves no clause of it', () => {
    const text = availXml({ avail: '<a:ShortDescription>x</a:ShortDescription>' }).replace(
      '</a:AvailList>',
      '<b></a:AvailList>',
    );
    expect(readText(text)).toMatchObject({ clauses: [], findings: [{ code: 'malformed-xml' }] });
  });
  test('the terms of the sample row make it the sample row', () => {
    expect(one(availXml({ transaction: '', terms: TERMS, window: YEAR }))?.id).toBe(readRows([good()]).clauses[0]?.id);
  });
});
