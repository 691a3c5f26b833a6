/** The part of Shaka Player in use, by its own names. Its full types would come with a module that is never imported. */

export interface ShakaPlayer {
  attach(video: HTMLVideoElement): Promise<void>;
  setVideoContainer(container: HTMLElement): void;
  configure(config: object): boolean;
  load(uri: string, startSeconds: number, mimeType?: string): Promise<void>;
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

export interface ShakaResponse {
  /** Addresses in the data are relative to it. */
  readonly uri: string;
  readonly originalUri: string;
  readonly data: ArrayBuffer;
  readonly headers: Record<string, string>;
  readonly originalRequest: object;
}

export interface ShakaTrack {
  readonly language: string;
  readonly originalLanguage: string | null;
}

export interface ShakaGlobal {
  readonly Player: new () => ShakaPlayer;
  readonly text: { readonly UITextDisplayer: new (player: ShakaPlayer) => object };
  readonly polyfill: { installAll(): void };
  readonly net: {
    readonly NetworkingEngine: {
      readonly RequestType: { readonly SEGMENT: number };
      registerScheme(scheme: string, answer: (uri: string, request: object) => object): void;
    };
  };
  readonly util: {
    readonly AbortableOperation: { completed(response: ShakaResponse): object };
    readonly StringUtils: { toUTF8(text: string): ArrayBuffer };
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
