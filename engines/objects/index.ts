/** Objects: deliveries, artwork and mezzanines, by the hash of their bytes. */

export { type FileObjects, fileObjects, ObjectTooLarge } from './file-objects.ts';
export { type PartialFiles, partialFiles } from './partial-files.ts';
