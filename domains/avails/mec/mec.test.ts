import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAvails } from '../read.ts';
import { codesOf, errorsOf, readText } from '../testing.ts';

const info = (language: string, body: string, more = ''): string =>
  `<md:LocalizedInfo language="${language}"${more}>${body}</md:LocalizedInfo>`;
const ENGLISH = info(
  'en',
  `<md:TitleDisplay60>Lantern</md:TitleDisplay60><md:TitleDisplayUnlimited>The Lantern</md:TitleDisplayUnlimited>
<md:ArtReference resolution="1000x1440">md:imageid:x:art.en</md:ArtReference><md:Summary190>Short</md:Summary190><md:Summary400>Longer</md:Summary400>
<md:Genre>Drama</md:Genre><md:Genre id="Mystery"/><md:CopyrightLine>Example Films 2026</md:CopyrightLine>`,
);
const CHINESE = info(
  'zh-CN',
  '<md:TitleDisplay60>灯笼</md:TitleDisplay60><md:Summary190>光</md:Summary190>',
  ' default="true"',
);
const basic = (told: string): string => `Basic ContentID="md:cid:example:lantern">${told}
<md:RunLength>PT92M03.5S</md:RunLength><md:ReleaseYear>2026</md:ReleaseYear>
<md:RatingSet><md:Rating><md:Region><md:country>US</md:country></md:Region><md:System>MPAA</md:System><md:Value>PG</md:Value><md:Reason>T</md:Reason></md:Rating></md:RatingSet>
<md:People><md:Job><md:JobFunction>Actor</md:JobFunction><md:BillingBlockOrder>2</md:BillingBlockOrder></md:Job><md:Name><md:DisplayName>B. Two</md:DisplayName></md:Name></md:People>
<md:People><md:Job><md:JobFunction>Actor</md:JobFunction><md:BillingBlockOrder>1</md:BillingBlockOrder></md:Job><md:Name><md:DisplayName>A. One</md:DisplayName></md:Name></md:People>
<md:People><md:Job><md:JobFunction>Director</md:JobFunction></md:Job><md:Name><md:DisplayName>R. Aster</md:DisplayName></md:Name></md:People>`;
const mec = (told = ENGLISH + CHINESE): string =>
  `<?xml version="1.0"?>\n<mdmec:CoreMetadata xmlns:mdmec="http://www.movielabs.com/schema/mdmec/v2.7" xmlns:md="md"><mdmec:${basic(told)}</mdmec:Basic></mdmec:CoreMetadata>`;

describe('Media Entertainment Core', () => {
  test('tells of a work in each of its languages, the default one first', () => {
    const reading = readText(mec());
    expect([reading.format, reading.version, reading.clauses, reading.findings]).toEqual(['mec', '2.7', [], []]);
    const common = {
      contentId: 'md:cid:example:lantern',
      year: '2026',
      runTimeSeconds: 5523,
      ratings: [{ region: 'US', system: 'MPAA', value: 'PG', reason: 'T' }],
      people: [
        { name: 'R. Aster', job: 'Director' },
        { name: 'A. One', job: 'Actor' },
        { name: 'B. Two', job: 'Actor' },
      ],
    };
    expect(reading.descriptions).toMatchObject([
      { ...common, language: 'zh-CN', title: '灯笼', synopsis: '光', genres: [], artwork: [] },
      {
        ...common,
        language: 'en',
        title: 'The Lantern',
        synopsis: 'Longer',
        genres: ['Drama', 'Mystery'],
        artwork: [{ location: 'md:imageid:x:art.en', widthPixels: 1000, heightPixels: 1440 }],
        copyright: 'Example Films 2026',
        place: { path: '/CoreMetadata/Basic/LocalizedInfo[en]', line: 2 },
      },
    ]);
  });
  test('a language that is none, a title that is missing, a work without an id: each said where it stands', () => {
    expect(readText(mec(info('xx-yyyyyyyyyyy', '') + ENGLISH))).toMatchObject({
      descriptions: [{ language: 'en' }],
      findings: [{ code: 'bad-language', where: { line: 2 } }],
    });
    expect(errorsOf(readText(mec(info('de', ''))))).toEqual(['missing-value']);
    expect(readText(mec().replace('md:cid:example:lantern', '')).descriptions).toBeUndefined();
    expect(codesOf(readText(mec('')))).toEqual(['no-rows']);
    expect(codesOf(readText('<CoreMetadata/>'))).toEqual(['no-rows']);
    expect(codesOf(readText(mec().replace('PT92M03.5S', '92 minutes')))).toEqual(['bad-duration']);
  });
});

const MANIFEST = `<?xml version="1.0"?>
<m:MediaManifest xmlns:m="http://www.movielabs.com/schema/manifest/v1.8/manifest" xmlns:md="md"><m:Inventory>
<m:Audio AudioTrackID="a:en"><md:Type>primary</md:Type><md:Language>en</md:Language><m:ContainerReference><m:ContainerLocation>./film.mp4</m:ContainerLocation></m:ContainerReference></m:Audio>
<m:Video VideoTrackID="v"><md:Type>primary</md:Type><m:ContainerReference><m:ContainerLocation>./film.mp4</m:ContainerLocation></m:ContainerReference></m:Video>
<m:Subtitle SubtitleTrackID="s:de"><md:Language>de</md:Language><m:ContainerReference><m:ContainerLocation>./film.de.vtt</m:ContainerLocation></m:ContainerReference></m:Subtitle>
<m:Image ImageID="i"><md:Width>1000</md:Width><md:Height>1440</md:Height><m:ContainerReference><m:ContainerLocation>./art.jpg</m:ContainerLocation></m:ContainerReference></m:Image>
<m:Metadata ContentID="md:cid:example:lantern"><m:Basic${basic(ENGLISH.replace('md:imageid:x:art.en', 'i')).slice(5)}</m:BasicMetadata></m:Metadata></m:Inventory>
<m:Presentations><m:Presentation PresentationID="p"><m:TrackMetadata><m:VideoTrackReference><m:VideoTrackID>v</m:VideoTrackID></m:VideoTrackReference>
<m:AudioTrackReference><m:AudioTrackID>a:en</m:AudioTrackID></m:AudioTrackReference><m:SubtitleTrackReference><m:SubtitleTrackID>s:de</m:SubtitleTrackID></m:SubtitleTrackReference></m:TrackMetadata></m:Presentation></m:Presentations>
<m:PictureGroups><m:PictureGroup PictureGroupID="g"><m:Picture><m:ImageID>i</m:ImageID><m:LanguageInImage>en</m:LanguageInImage></m:Picture></m:PictureGroup></m:PictureGroups>
<m:Experiences><m:Experience ExperienceID="e"><m:ContentID>md:cid:example:lantern</m:ContentID><m:Region><md:country>US</md:country></m:Region>
<m:Audiovisual ContentID="md:cid:example:lantern"><m:Type>Main</m:Type><m:PresentationID>p</m:PresentationID></m:Audiovisual><m:PictureGroupID>g</m:PictureGroupID></m:Experience></m:Experiences>
<m:ALIDExperienceMaps><m:ALIDExperienceMap><m:ALID>md:alid:example:lantern</m:ALID><m:ExperienceID>e</m:ExperienceID></m:ALIDExperienceMap></m:ALIDExperienceMaps></m:MediaManifest>`.replace(
  '<m:Basic ',
  '<m:BasicMetadata ',
);

describe('media manifests', () => {
  test('lead from an ALID to its content and its files', () => {
    const reading = readText(MANIFEST);
    expect([reading.format, reading.version, reading.findings]).toEqual(['mmc', '1.8', []]);
    expect(reading.experiences).toMatchObject([
      {
        alid: 'md:alid:example:lantern',
        experienceId: 'e',
        contentIds: ['md:cid:example:lantern'],
        regions: ['US'],
        files: [
          { kind: 'video', location: './film.mp4', type: 'primary' },
          { kind: 'audio', location: './film.mp4', language: 'en' },
          { kind: 'text', location: './film.de.vtt', language: 'de' },
          { kind: 'image', location: './art.jpg', language: 'en', widthPixels: 1000, heightPixels: 1440 },
        ],
        place: { path: '/MediaManifest/ALIDExperienceMaps/ALIDExperienceMap[1]' },
      },
    ]);
  });
  test('tell of the work where its metadata stand in them, with the file behind each picture', () => {
    expect(readText(MANIFEST).descriptions).toMatchObject([
      {
        contentId: 'md:cid:example:lantern',
        title: 'The Lantern',
        artwork: [{ location: './art.jpg', heightPixels: 1440 }],
      },
    ]);
  });
  test.each([
    ['an experience', '<m:ExperienceID>e<', '<m:ExperienceID>gone<', 'broken-reference'],
    ['a presentation', '<m:PresentationID>p<', '<m:PresentationID>gone<', 'broken-reference'],
    ['a track', '<m:VideoTrackID>v<', '<m:VideoTrackID>gone<', 'broken-reference'],
    ['an image', '<m:ImageID>i<', '<m:ImageID>gone<', 'broken-reference'],
    ['an id given twice', 'VideoTrackID="v"', 'AudioTrackID="a:en"', 'broken-reference'],
    ['no map', 'ALIDExperienceMap>', 'Other>', 'alid-unmapped'],
  ])('%s that leads nowhere is named', (_, from, to, code) => {
    expect(codesOf(readText(MANIFEST.replaceAll(from, to)))).toContain(code);
  });
});

const DATA = `${process.env.DUOPING_TEST_DATA ?? new URL('../../../../shared/data', import.meta.url).pathname}/mec`;
if (!existsSync(DATA)) console.log(`skipped: no published manifests at ${DATA}`);
const published = (name: string) => readAvails({ name, bytes: readFileSync(`${DATA}/${name}`) });

test('a manifest in which nothing stands is an error', () => {
  expect(readText('<MediaManifest/>').findings).toMatchObject([
    { code: 'no-rows', severity: 'error', where: { path: '/MediaManifest', line: 1 } },
  ]);
});

describe.skipIf(!existsSync(DATA))('the published examples', () => {
  test('the small document tells of its work in two languages', () => {
    const { version, descriptions = [], findings } = published('MEC_v2.4.xml');
    expect([version, findings]).toEqual(['2.4', []]);
    expect(descriptions.map(({ language, title, year }) => [language, title, year])).toEqual([
      ['en', 'Killer Rabbitts Redux', '2016'],
      ['fi-FI', 'Paluu tappaja kanit', '2016'],
    ]);
  });
  test.each([
    ['MMC_Example1_simple', 1, 10, 0],
    ['MMC_Example1_simple_MERGED', 1, 4, 11],
    ['ManifestCore_Example1_multilang', 1, 17, 0],
    ['ManifestCore_Example1_preroll', 2, 24, 0],
    ['ManifestCore_Example1_preorder', 3, 24, 0],
  ])('%s: %i experiences, %i files in the first, %i descriptions', (name, experiences, files, descriptions) => {
    const reading = published(`Movie-1/${name}.xml`);
    expect([reading.experiences?.length, reading.experiences?.[0]?.files.length]).toEqual([experiences, files]);
    expect([reading.descriptions?.length ?? 0, reading.findings]).toEqual([descriptions, []]);
  });
  test('an experience before the sale is told by its condition, one of a country by its region', () => {
    const { experiences = [] } = published('Movie-1/ManifestCore_Example1_preorder.xml');
    expect(experiences.map(({ condition, regions, excludedRegions }) => [condition, regions, excludedRegions])).toEqual(
      [
        [undefined, [], ['CA']],
        [undefined, ['CA'], []],
        ['Pre-order', [], []],
      ],
    );
  });
  test('what a manifest opens and what its metadata tell of are the same content', () => {
    const [experience] = published('Movie-1/MMC_Example1_simple.xml').experiences ?? [];
    const { descriptions = [] } = published('Movie-1/resources/ManifestCore_Example1_MEC_movie.xml');
    expect(descriptions).toHaveLength(10);
    expect(new Set(descriptions.map(({ contentId }) => contentId))).toEqual(new Set(experience?.contentIds));
  });
});
