/** What a backup says of itself: every file with its hash, the steps that its database had run, and what must come out again. */
import { contentHash, type Json } from '@duoping/kit';
import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A path within the backup or the home: plain names, no way up or out. */
const path = z
  .string()
  .refine((text) => text.split('/').every((name) => /^[^/\\\0]+$/.test(name) && !/^\.{1,2}$/.test(name)));

const manifestBody = z.strictObject({
  format: z.literal('duoping-backup/1'),
  /** ISO 8601, of the database's snapshot. */
  takenAt: z.iso.datetime(),
  /** Where the database's files lie in the backup. */
  database: path,
  /** Tables in an order in which each comes after those that it refers to. */
  tables: z.array(z.strictObject({ name: z.string(), file: path, rows: z.int().min(0), columns: z.array(z.string()) })),
  /** Where the numbers given out by the database go on. */
  sequences: z.array(z.strictObject({ table: z.string(), column: z.string(), last: z.string().regex(/^\d+$/) })),
  migrations: z.array(z.strictObject({ room: z.string(), id: z.string(), checksum: sha256 })),
  files: z.array(z.strictObject({ path, sha256, bytes: z.int().min(0) })),
  proof: z.strictObject({
    /** The evidence log, made anew from its leaves. */
    log: z.strictObject({ size: z.int().min(0), root: sha256 }),
    /** What stands on each account of the books, whole minor units. */
    trialBalance: z.record(z.string(), z.string().regex(/^-?\d+$/)),
  }),
});

export type Manifest = z.infer<typeof manifestBody>;
export type ManifestFile = Manifest['files'][number];
export type Proof = Manifest['proof'];

const sealed = z.strictObject({ seal: sha256, manifest: manifestBody });

export const manifestText = (manifest: Manifest): string =>
  `${JSON.stringify({ seal: contentHash(asJson(manifest)), manifest }, undefined, 1)}\n`;

/** Undefined when it is none, or not as it was written. */
export function readManifest(text: string): Manifest | undefined {
  try {
    const read = sealed.safeParse(JSON.parse(text));
    return read.success && read.data.seal === contentHash(asJson(read.data.manifest)) ? read.data.manifest : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const asJson = (manifest: Manifest): Json => manifest as unknown as Json; // its shape is made of JSON members only
