/** Reads a media manifest 1.4 on: follows each ALID through its experience to content, presentation, tracks and files. */
import type { Artwork, Description } from '../description.ts';
import type { FindingList } from '../finding.ts';
import type { Limits } from '../limits.ts';
import { feed } from '../xml.ts';
import { childOf, childrenOf, elementStream, textAt, type XmlElement } from '../xml-elements.ts';
import { type Inventory, inventoryOf } from './inventory.ts';
import type { AlidExperience, ManifestFile } from './manifest.ts';
import { describeBasic, versionIn } from './read-mec.ts';

export interface ManifestReading {
  readonly version: string;
  readonly clauses: readonly [];
  readonly descriptions: readonly Description[];
  readonly experiences: readonly AlidExperience[];
}

const NOTHING = { version: '', clauses: [], descriptions: [], experiences: [] } as const;

export function readManifest(bytes: Uint8Array, limits: Limits, findings: FindingList): ManifestReading {
  let reading: ManifestReading = NOTHING;
  const stream = elementStream(
    {
      outer: () => undefined,
      isWhole: (_, depth) => depth === 0,
      whole(root) {
        reading = follow(root, findings);
      },
    },
    limits,
  );
  feed(stream, bytes);
  const fault = stream.end();
  if (!fault) return reading;
  findings.add(fault.fault, { path: '', line: fault.line }, fault.message);
  return NOTHING;
}

function follow(root: XmlElement, findings: FindingList): ManifestReading {
  const inventory = inventoryOf(root, findings);
  const maps = childrenOf(root, 'ALIDExperienceMaps').flatMap((list) => childrenOf(list, 'ALIDExperienceMap'));
  if (root.children.length === 0)
    findings.add('no-rows', { path: '/MediaManifest', line: root.line }, 'nothing stands in the manifest');
  else if (maps.length === 0)
    findings.add(
      'alid-unmapped',
      { path: '/MediaManifest', line: root.line },
      'no ALIDExperienceMap: no offer opens it',
    );
  const experiences = maps.flatMap((map, at) =>
    mapped(map, `/MediaManifest/ALIDExperienceMaps/ALIDExperienceMap[${at + 1}]`, inventory),
  );
  return {
    version: versionIn(root, /\/schema\/manifest\/v([\d.]+)/),
    clauses: [],
    descriptions: describe(root, inventory, findings),
    experiences,
  };
}

function mapped(map: XmlElement, path: string, inventory: Inventory): readonly AlidExperience[] {
  const alids = childrenOf(map, 'ALID').map(({ text }) => text);
  return childrenOf(map, 'ExperienceID').flatMap((reference) => {
    const experience = inventory.find('Experience', reference, path);
    if (!experience) return [];
    const { condition } = reference.attributes;
    const main = childrenOf(experience, 'Audiovisual').filter((each) => isMain(textAt(each, 'Type')));
    const contentIds = new Set([
      textAt(experience, 'ContentID'),
      experience.attributes.ContentID ?? '',
      ...main.map(({ attributes }) => attributes.ContentID ?? ''),
    ]);
    contentIds.delete('');
    return alids.map((alid) => ({
      place: { path, line: reference.line },
      alid,
      experienceId: reference.text,
      ...(condition ? { condition } : {}),
      contentIds: [...contentIds],
      regions: regionsOf(experience, 'Region'),
      excludedRegions: regionsOf(experience, 'ExcludedRegion'),
      files: filesOf(experience, main, path, inventory),
    }));
  });
}

const isMain = (type: string): boolean => type === '' || /^main$/i.test(type);

const regionsOf = (experience: XmlElement, name: string): readonly string[] =>
  childrenOf(experience, name)
    .map((region) => textAt(region, 'countryRegion') || textAt(region, 'country'))
    .filter(Boolean);

function filesOf(
  experience: XmlElement,
  main: readonly XmlElement[],
  path: string,
  inventory: Inventory,
): readonly ManifestFile[] {
  const presentations = main.flatMap((audiovisual) => [
    ...childrenOf(audiovisual, 'PresentationID'),
    ...childrenOf(audiovisual, 'PlayableSequenceID').flatMap((id) => {
      const sequence = inventory.find('PlayableSequence', id, path);
      return sequence ? childrenOf(sequence, 'Clip').flatMap((clip) => childrenOf(clip, 'PresentationID')) : [];
    }),
  ]);
  const tracks = presentations.flatMap((id) => {
    const presentation = inventory.find('Presentation', id, path);
    return presentation
      ? childrenOf(presentation, 'TrackMetadata').flatMap((track) => inventory.tracksOf(track, path))
      : [];
  });
  const pictures = childrenOf(experience, 'PictureGroupID').flatMap((id) => {
    const group = inventory.find('PictureGroup', id, path);
    return group ? childrenOf(group, 'Picture').flatMap((picture) => inventory.imagesOf(picture, path)) : [];
  });
  const seen = new Set<string>();
  return [...tracks, ...pictures].filter(({ kind, location, language }) => {
    const key = [kind, location, language].join('\n');
    return !seen.has(key) && seen.add(key);
  });
}

/** Metadata that stands in the manifest itself; what lies in files of its own is read as such. */
function describe(root: XmlElement, { imageOf }: Inventory, findings: FindingList): readonly Description[] {
  const inventory = childOf(root, 'Inventory');
  const inline = inventory
    ? childrenOf(inventory, 'Metadata').flatMap((each) => childrenOf(each, 'BasicMetadata'))
    : [];
  return inline.flatMap((basic) =>
    describeBasic(basic, '/MediaManifest/Inventory/Metadata/BasicMetadata', {
      findings,
      imageOf: (id): Artwork | undefined => imageOf(id),
    }),
  );
}
