/** From a delivered film to encrypted CMAF tracks, and from a decision to the manifests that name some of them. */

export { allowedTracks, kidsOf, type SelectionRefusal, type TrackLimits } from './allowed-tracks.ts';
export {
  type Asset,
  type AudioTrack,
  isAudio,
  isText,
  isVideo,
  type Picture,
  type SegmentRun,
  STORYBOARD,
  STORYBOARD_FILE,
  type Storyboard,
  SUBTITLE_FILE,
  segmentCount,
  type TextTrack,
  type Track,
  trackDuration,
  type VideoTrack,
} from './asset.ts';
export type { AssetRecord, AssetRecords, AssetStatus, MediaSource } from './asset-record.ts';
export { segmentEncrypter } from './cmaf/encrypt-segment.ts';
export { protectInit } from './cmaf/protect-init.ts';
export type { Protection, Scheme } from './cmaf/protection.ts';
export {
  type ByteSource,
  bytesInMemory,
  type ClearSegment,
  type SplitTrack,
  splitTrack,
} from './cmaf/split.ts';
export { dashManifest } from './dash-manifest.ts';
export { hlsMaster, hlsMedia } from './hls-manifest.ts';
export { type AudioRendition, audioLadder, type Rendition, type VideoRendition, videoLadder } from './ladder.ts';
export { languageName, type ManifestFilter, type ManifestUrls } from './manifest.ts';
export {
  type MediaJob,
  type MediaPorts,
  type MediaProgress,
  type MediaRefusal,
  packageAsset,
} from './package-asset.ts';
export { packageTrack } from './package-track.ts';
export type { AudioProbe, Probe, ProbeRefusal, Ratio, VideoProbe } from './probe.ts';
export type { MediaStore } from './store.ts';
export { type Cue, readSubtitles, type SubtitleRefusal, writeWebVtt } from './subtitles.ts';
export type { MediaTools, ToolFailure } from './tools.ts';
export type { JobWork, SourceFiles, WorkFolder } from './work-folder.ts';
