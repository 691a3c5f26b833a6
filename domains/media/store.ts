/** The port where packaged media go: a folder, an object store. */
export interface MediaStore {
  /** `name` is `<folder>/<file>` below the asset; an existing object is replaced at once. */
  put(name: string, bytes: Uint8Array): Promise<void>;
}
