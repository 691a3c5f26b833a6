import { describe, expect, test } from 'vitest';
import { applyDelivery, reviewDelivery } from './index.ts';
import {
  aDesk,
  alid,
  avail,
  bring,
  contract,
  type Drop,
  film,
  NOW,
  poster,
  sheet,
  stateOf,
  wholeDrop,
} from './testing-drops.ts';

const CONTENT = 'md:cid:org:lantern:film';

const mec = (contentId = CONTENT, title = '灯笼'): string =>
  `<mdmec:CoreMetadata xmlns:mdmec="http://www.movielabs.com/schema/mdmec/v2.7" xmlns:md="md"><mdmec:Basic ContentID="${contentId}">
<md:LocalizedInfo language="zh-CN" default="true"><md:TitleDisplay60>${title}</md:TitleDisplay60><md:Summary190>光</md:Summary190><md:Genre>剧情</md:Genre><md:CopyrightLine>© 灯笼</md:CopyrightLine></md:LocalizedInfo>
<md:LocalizedInfo language="en"><md:TitleDisplay60>Lantern</md:TitleDisplay60></md:LocalizedInfo><md:ReleaseYear>2026</md:ReleaseYear></mdmec:Basic></mdmec:CoreMetadata>`;

const part = (kind: string, id: string, file: string, more = ''): string =>
  `<m:${kind} ${kind === 'Image' ? 'ImageID' : `${kind}TrackID`}="${id}">${more}<m:ContainerReference><m:ContainerLocation>${file}</m:ContainerLocation></m:ContainerReference></m:${kind}>`;
const reference = (kind: string, id: string): string =>
  `<m:${kind}TrackReference><m:${kind}TrackID>${id}</m:${kind}TrackID></m:${kind}TrackReference>`;

const manifest = (
  title = 'film',
  contentId = CONTENT,
): string => `<m:MediaManifest xmlns:m="http://www.movielabs.com/schema/manifest/v1.8/manifest" xmlns:md="md">
<m:Inventory>${part('Video', 'v', './media/film.mp4')}${part('Audio', 'a', './media/film.mp4', '<md:Language>zh</md:Language>')}
${part('Subtitle', 's', './media/film.de.vtt', '<md:Language>de</md:Language>')}
${part('Image', 'i', './media/poster.jpg', '<md:Width>1000</md:Width><md:Height>1440</md:Height>')}</m:Inventory>
<m:Presentations><m:Presentation PresentationID="p"><m:TrackMetadata>${reference('Video', 'v')}${reference('Audio', 'a')}${reference('Subtitle', 's')}</m:TrackMetadata></m:Presentation></m:Presentations>
<m:PictureGroups><m:PictureGroup PictureGroupID="g"><m:Picture><m:ImageID>i</m:ImageID></m:Picture></m:PictureGroup></m:PictureGroups>
<m:Experiences><m:Experience ExperienceID="e"><m:ContentID>${contentId}</m:ContentID><m:Audiovisual><m:Type>Main</m:Type><m:PresentationID>p</m:PresentationID></m:Audiovisual><m:PictureGroupID>g</m:PictureGroupID></m:Experience></m:Experiences>
<m:ALIDExperienceMaps><m:ALIDExperienceMap><m:ALID>${alid(title)}</m:ALID><m:ExperienceID>e</m:ExperienceID></m:ALIDExperienceMap></m:ALIDExperienceMaps></m:MediaManifest>`;

const FILES: Drop = {
  'drop/media/film.mp4': film,
  'drop/media/film.de.vtt': 'WEBVTT\n',
  'drop/media/poster.jpg': poster,
};

async function applied(drop: Drop) {
  const desk = await aDesk();
  const id = await bring(desk.ports, drop);
  const reviewed = await reviewDelivery(desk.ports, id);
  const answer = await applyDelivery(desk.ports, id, { by: 'staff' });
  const report = reviewed.ok ? reviewed.value.report : undefined;
  const findings = (report?.findings ?? []).filter(({ code }) => !code.startsWith('rule-'));
  return {
    findings,
    reason: answer.ok ? 'applied' : answer.reason,
    state: await stateOf(desk),
  };
}

describe('titles and media in the partner’s own formats', () => {
  test('a manifest and its metadata do what the two sheets do', async () => {
    const { state, reason, findings } = await applied({
      'avails.csv': sheet([avail('film', { ContentID: 'another:id' })]),
      'drop/manifest.xml': manifest(),
      'drop/mec.xml': mec(),
      ...FILES,
    });
    expect([reason, findings.filter(({ severity }) => severity !== 'notice')]).toEqual(['applied', []]);
    expect(state.descriptions).toMatchObject([
      { language: 'en', title: 'Lantern' },
      { language: 'und', title: 'film' },
      { language: 'zh-CN', title: '灯笼', synopsis: '光', year: 2026, genres: ['剧情'], credits: '© 灯笼' },
    ]);
    expect(state.artwork).toMatchObject([{ alid: alid('film'), kind: 'poster' }]);
    expect(state.media).toMatchObject([
      {
        alid: alid('film'),
        rows: [
          { track: 'video', file: 'drop/media/film.mp4' },
          { track: 'text', language: 'de' },
        ],
      },
    ]);
  });

  test('without a manifest the avail’s own content id leads to the metadata', async () => {
    const { state } = await applied({ 'avails.csv': sheet([avail('film')]), 'mec.xml': mec() });
    expect(state.descriptions.map(({ language }) => language)).toEqual(['en', 'und', 'zh-CN']);
  });

  test('metadata that nothing leads to are left out, and named once', async () => {
    const { findings, reason } = await applied({
      'avails.csv': sheet([avail('film')]),
      'mec.xml': mec('md:cid:other'),
    });
    expect(reason).toBe('applied');
    expect(findings).toMatchObject([{ code: 'description-unjoined', severity: 'notice', file: 'mec.xml' }]);
  });

  test('what the sheets say of a title counts before it', async () => {
    const { state } = await applied({
      ...wholeDrop(),
      'drop/manifest.xml': manifest(),
      'drop/mec.xml': mec(CONTENT, '别的'),
      'drop/media/film.mp4': 'another film',
    });
    expect(state.descriptions.map(({ language, title }) => [language, title])).toEqual([
      ['en', 'Lantern'],
      ['und', 'film'],
      ['zh-CN', '电影'],
    ]);
    expect(state.media).toMatchObject([{ rows: [{ file: 'film.mp4' }] }]);
  });

  test('a manifest of a title that this partner has no avail of is refused where it stands', async () => {
    const { findings, reason } = await applied({ 'drop/manifest.xml': manifest('stranger'), ...FILES });
    expect(reason).toBe('has-errors');
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'title-without-avail',
        file: 'drop/manifest.xml',
        where: expect.objectContaining({ path: '/MediaManifest/ALIDExperienceMaps/ALIDExperienceMap[1]' }),
      }),
    );
  });

  test('an experience with several films is for media.csv to settle', async () => {
    const two = manifest()
      .replace('</m:Inventory>', `${part('Video', 'w', './media/other.mp4')}</m:Inventory>`)
      .replace('</m:TrackMetadata>', `${reference('Video', 'w')}</m:TrackMetadata>`);
    const { findings, state } = await applied({
      'avails.csv': sheet([avail('film')]),
      'drop/manifest.xml': two,
      ...FILES,
      'drop/media/other.mp4': 'x',
    });
    expect(findings).toMatchObject([{ code: 'several-films', severity: 'warning' }]);
    expect(state.media).toEqual([]);
  });

  test('a CableLabs package tells of its title in no language, in place of its bare name', async () => {
    const data = (name: string, value: string): string => `<App_Data App="SVOD" Name="${name}" Value="${value}"/>`;
    const adi = `<ADI><Metadata><AMS Asset_Class="package" Provider_ID="e.com" Asset_ID="EXMP0000000000000001" Product="SVOD"/></Metadata>
<Asset><Metadata><AMS Asset_Class="title" Provider_ID="e.com" Asset_ID="EXMT0000000000000001"/>${data('Title', 'Film')}${data('Summary_Short', 'Light')}
${data('Genre', 'Drama')}${data('Genre', 'Mystery')}${data('Licensing_Window_Start', '2026-01-01')}${data('Licensing_Window_End', '2026-12-31')}</Metadata>
<Asset><Metadata><AMS Asset_Class="poster" Provider_ID="e.com" Asset_ID="EXMI0000000000000001"/>${data('Image_Aspect_Ratio', '320x480')}</Metadata><Content Value="poster.jpg"/></Asset></Asset></ADI>`;
    const desk = await aDesk();
    await desk.ports.deals.addContract(contract({ version: 2, territories: { include: ['CN'] } }), NOW);
    const id = await bring(desk.ports, { 'adi.xml': adi, 'poster.jpg': poster });
    expect(await applyDelivery(desk.ports, id, { by: 'staff' })).toMatchObject({ ok: true });
    const { descriptions, artwork } = await stateOf(desk);
    expect(descriptions).toMatchObject([
      { language: 'und', title: 'Film', synopsis: 'Light', genres: ['Drama', 'Mystery'] },
    ]);
    expect(artwork).toMatchObject([{ alid: 'e.com/EXMT0000000000000001', kind: 'poster' }]);
  });

  test('a way out of the drop leads to no file', async () => {
    const { state } = await applied({
      'avails.csv': sheet([avail('film')]),
      'manifest.xml': manifest().replaceAll('./media/', '../../media/'),
      'media2/film.mp4': film,
    });
    expect(state.media).toEqual([]);
  });

  test('a feed is offers, titles and pictures in one', async () => {
    const feed = `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dcterms="http://purl.org/dc/terms/"><channel><title>Lantern</title><language>en</language>
<item><title>Film</title><guid>${alid('film')}</guid><dcterms:valid>start=2026-01-01;end=2026-12-31</dcterms:valid><media:price type="subscription"/>
<media:restriction type="country" relationship="allow">cn</media:restriction><media:content url="film.mp4" medium="video" height="1080"/>
<media:description>Light</media:description><media:thumbnail url="poster.jpg" width="1000" height="1440"/></item></channel></rss>`;
    const { state, reason } = await applied({ 'feed.rss': feed, 'poster.jpg': poster });
    expect(reason).toBe('applied');
    expect(state.grants).toEqual([[alid('film'), 'HD', Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1), true]]);
    expect(state.descriptions).toMatchObject([
      { language: 'en', title: 'Film', synopsis: 'Light' },
      { language: 'und' },
    ]);
    expect(state.artwork).toMatchObject([{ alid: alid('film'), kind: 'poster' }]);
  });
});
