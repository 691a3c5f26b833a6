/** The parts of a manifest by their ids: what refers to one finds it here, or is reported. */
import type { Artwork } from '../description.ts';
import type { FindingList } from '../finding.ts';
import { childrenOf, textAt, type XmlElement } from '../xml-elements.ts';
import type { ManifestFile } from './manifest.ts';

export interface Inventory {
  /** The part that a reference names; a reference into nothing is a finding. */
  find(kind: string, reference: XmlElement, path: string): XmlElement | undefined;
  tracksOf(track: XmlElement, path: string): readonly ManifestFile[];
  imagesOf(picture: XmlElement, path: string): readonly ManifestFile[];
  imageOf(id: string): Artwork | undefined;
}

/** By the part's name: the attribute that holds its id. */
const IDS: ReadonlyMap<string, string> = new Map([
  ['Audio', 'AudioTrackID'],
  ['Video', 'VideoTrackID'],
  ['Subtitle', 'SubtitleTrackID'],
  ['Image', 'ImageID'],
  ['Presentation', 'PresentationID'],
  ['PlayableSequence', 'PlayableSequenceID'],
  ['PictureGroup', 'PictureGroupID'],
  ['Experience', 'ExperienceID'],
]);

const TRACKS = [
  ['video', 'Video'],
  ['audio', 'Audio'],
  ['text', 'Subtitle'],
] as const;

export function inventoryOf(root: XmlElement, findings: FindingList): Inventory {
  const parts = new Map<string, XmlElement>();
  const told = new Set<string>();
  for (const list of root.children) {
    for (const part of list.children) {
      const attribute = IDS.get(part.name);
      const id = attribute === undefined ? '' : (part.attributes[attribute]?.trim() ?? '');
      if (id === '') continue;
      const key = `${part.name}\n${id}`;
      if (parts.has(key))
        findings.add(
          'repeated-object',
          { path: `/MediaManifest/${list.name}`, line: part.line },
          'an id given twice',
          id,
        );
      else parts.set(key, part);
    }
  }
  const find = (kind: string, { text, line }: XmlElement, path: string): XmlElement | undefined => {
    const part = parts.get(`${kind}\n${text}`);
    if (part || told.has(`${kind}\n${text}`)) return part;
    told.add(`${kind}\n${text}`);
    findings.add('broken-reference', { path, line }, `the manifest has no ${kind} of this id`, text);
    return undefined;
  };
  return {
    find,
    tracksOf: (track, path) =>
      TRACKS.flatMap(([kind, name]) =>
        childrenOf(track, `${name}TrackReference`)
          .flatMap((reference) => childrenOf(reference, `${name}TrackID`))
          .flatMap((id) => {
            const part = find(name, id, path);
            return part ? fileOf(part, kind) : [];
          }),
      ),
    imagesOf: (picture, path) =>
      childrenOf(picture, 'ImageID').flatMap((id) => {
        const part = find('Image', id, path);
        const own = part ? fileOf(part, 'image') : [];
        const language = textAt(picture, 'LanguageInImage');
        return own.map((file) => ({ ...(language === '' ? {} : { language }), ...file }));
      }),
    imageOf(id) {
      const part = parts.get(`Image\n${id}`);
      const [file] = part ? fileOf(part, 'image') : [];
      if (!file) return undefined;
      const { location, widthPixels, heightPixels } = file;
      return widthPixels && heightPixels ? { location, widthPixels, heightPixels } : { location };
    },
  };
}

function fileOf(part: XmlElement, kind: ManifestFile['kind']): readonly ManifestFile[] {
  const location = textAt(part, 'ContainerReference', 'ContainerLocation');
  if (location === '') return [];
  const language = textAt(part, 'Language');
  const type = textAt(part, 'Type');
  const [width, height] = [Number(textAt(part, 'Width')), Number(textAt(part, 'Height'))];
  return [
    {
      kind,
      location,
      ...(language === '' ? {} : { language }),
      ...(type === '' ? {} : { type }),
      ...(width > 0 && height > 0 ? { widthPixels: width, heightPixels: height } : {}),
    },
  ];
}
