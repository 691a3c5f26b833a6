/** The part of Shaka Player in use, by its own names. Its full types would come with a module that is never imported. */

export interface ShakaPlayer {
  attach(video: HTMLVideoElement): Promise<void>;
  setVideoContainer(container: HTMLElement): void;
  configure(config: object): boolean;
  load(uri: string, startSeconds: number): Promise<void>;
  destroy(): Promise<void>;
  getAudioTracks(): readonly ShakaTrack[];
  selectAudioTrack(track: ShakaTrack): void;
  getTextTracks(): readonly ShakaTrack[];
  selectTextTrack(track: ShakaTrack | null): void;
  addEventListener(name: 'error', listener: (event: { detail: unknown }) => void): void;
  getNetworkingEngine(): {
    registerRequestFilter(filter: (type: number, request: { headers: Record<string, string> }) => void): void;
  };
}

export interface ShakaTrack {
  readonly language: string;
  readonly originalLanguage: string | null;
}

export interface ShakaGlobal {
  readonly Player: new () => ShakaPlayer;
  readonly text: { readonly UITextDisplayer: new (player: ShakaPlayer) => object };
  readonly polyfill: { installAll(): void };
  readonly net: { readonly NetworkingEngine: { readonly RequestType: { readonly SEGMENT: number } } };
  readonly util: {
    readonly Error: {
      readonly Code: { readonly REQUESTED_KEY_SYSTEM_CONFIG_UNAVAILABLE: number };
      readonly Category: { readonly NETWORK: number };
    };
  };
}

declare global {
  interface Window {
    shaka?: ShakaGlobal;
  }
}
