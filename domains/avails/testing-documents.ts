/** One small, sound document of each grammar, for tests that hold for all of them. */
import { good } from './testing.ts';
import { availXml } from './xml/testing-avails-xml.ts';

const VIDEO = '<media:content url="f.mp4" medium="video" height="1080" duration="60" lang="en"/>';

/** By format: the document, and what proves that it was read: clauses, descriptions or experiences. */
export const DOCUMENTS: Readonly<Record<string, string>> = {
  'avails-csv': `${Object.keys(good()).join()}\n${Object.values(good())
    .map((value) => `"${value}"`)
    .join()}\n`,
  'avails-xml': availXml({}),
  adi: `<?xml version="1.0"?>\n<!DOCTYPE ADI SYSTEM "ADI.DTD">\n<ADI><Metadata><AMS Asset_Class="package" Provider_ID="e.com" Asset_ID="EXMP0000000000000001" Product="SVOD"/></Metadata>
<Asset><Metadata><AMS Asset_Class="title" Provider_ID="e.com" Asset_ID="EXMT0000000000000001"/><App_Data App="SVOD" Name="Title" Value="Film"/>
<App_Data App="SVOD" Name="Licensing_Window_Start" Value="2026-01-01"/><App_Data App="SVOD" Name="Licensing_Window_End" Value="2026-12-31"/></Metadata></Asset></ADI>`,
  c2: `<?xml version="1.0"?>\n<ADI><Objects><Object ElementType="Program" ID="P1" Action="REGIST" Code="P1"><Property Name="Name">灯笼</Property>
<Property Name="LicensingWindowStart">20260101000000</Property><Property Name="LicensingWindowEnd">20261231235959</Property></Object>
<Object ElementType="Movie" ID="M1" Action="REGIST" Code="M1"><Property Name="Resolution">8</Property></Object></Objects>
<Mappings><Mapping ParentType="Program" ParentCode="P1" ElementType="Movie" ElementCode="M1" Action="REGIST"/></Mappings></ADI>`,
  mrss: `<?xml version="1.0"?>\n<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dcterms="http://purl.org/dc/terms/"><channel><title>T</title>
<item><title>Film</title><guid>urn:film</guid><dcterms:valid>start=2026-01-01;end=2026-12-31</dcterms:valid>${VIDEO}
<media:restriction type="country" relationship="allow">us</media:restriction><media:price type="subscription"/></item></channel></rss>`,
  mec: `<?xml version="1.0"?>\n<mdmec:CoreMetadata xmlns:mdmec="http://www.movielabs.com/schema/mdmec/v2.7" xmlns:md="md"><mdmec:Basic ContentID="c"><md:LocalizedInfo language="en">
<md:TitleDisplay60>Film</md:TitleDisplay60><md:Genre>Drama</md:Genre></md:LocalizedInfo><md:ReleaseYear>2026</md:ReleaseYear></mdmec:Basic></mdmec:CoreMetadata>`,
  mmc: `<?xml version="1.0"?>\n<m:MediaManifest xmlns:m="http://www.movielabs.com/schema/manifest/v1.8/manifest"><m:Inventory><m:Video VideoTrackID="v"><m:ContainerReference><m:ContainerLocation>f.mp4</m:ContainerLocation></m:ContainerReference></m:Video></m:Inventory>
<m:Presentations><m:Presentation PresentationID="p"><m:TrackMetadata><m:VideoTrackReference><m:VideoTrackID>v</m:VideoTrackID></m:VideoTrackReference></m:TrackMetadata></m:Presentation></m:Presentations>
<m:Experiences><m:Experience ExperienceID="e"><m:ContentID>c</m:ContentID><m:Audiovisual><m:Type>Main</m:Type><m:PresentationID>p</m:PresentationID></m:Audiovisual></m:Experience></m:Experiences>
<m:ALIDExperienceMaps><m:ALIDExperienceMap><m:ALID>a</m:ALID><m:ExperienceID>e</m:ExperienceID></m:ALIDExperienceMap></m:ALIDExperienceMaps></m:MediaManifest>`,
  'avails-json': JSON.stringify({
    ...{ format: 'duoping-avails', version: 1 },
    clauses: [
      {
        ...{
          entryType: 'Full Extract',
          alid: 'a',
          workType: 'Movie',
          title: 'Film',
          licenseType: 'SVOD',
          formatProfile: 'HD',
        },
        ...{
          territories: ['US'],
          start: { kind: 'date', date: '2026-01-01' },
          end: { kind: 'open' },
          exceptionFlag: false,
        },
        ...{ extra: { Note: 'x' } },
      },
    ],
  }),
};
