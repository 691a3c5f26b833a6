/** What a media manifest (MMC, Media Manifest Core) says: which experience an ALID opens, and the files that it is made of. */
import type { Place } from '../place.ts';

export interface ManifestFile {
  readonly kind: 'video' | 'audio' | 'text' | 'image';
  /** As the manifest writes it, relative to itself or an address; nobody fetches it. */
  readonly location: string;
  readonly language?: string;
  /** In the manifest's own word: `primary`, `commentary`, `SDH`, `forced`. */
  readonly type?: string;
  readonly widthPixels?: number;
  readonly heightPixels?: number;
}

/** One entry of the ALIDExperienceMap, followed to its end. */
export interface AlidExperience {
  readonly place: Place;
  readonly alid: string;
  readonly experienceId: string;
  /** When the experience is meant, if not always: `Pre-order`. */
  readonly condition?: string;
  readonly contentIds: readonly string[];
  /** ISO 3166; both empty where it holds anywhere. */
  readonly regions: readonly string[];
  readonly excludedRegions: readonly string[];
  /** Of its main presentation and its pictures, each file and kind once. */
  readonly files: readonly ManifestFile[];
}
