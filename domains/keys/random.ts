/** The port that gives unpredictable bytes. The composition root passes `crypto.randomBytes`. */
export type Random = (bytes: number) => Uint8Array;
