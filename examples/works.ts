/** The titles of the demo operator's partners, as the JSON files beside this one give them. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Text = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) });

const Listing = z.object({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  year: z.number().int(),
  /** By the demo's own scale, which is no authority's. */
  rating: z.string(),
  seconds: z.number(),
  title: Text,
  genre: Text,
  synopsis: Text,
  /** What it is an episode of. */
  series: z.object({ title: Text, season: z.number().int(), episode: z.number().int() }).optional(),
  /** Who made it; the invented films name nobody. */
  people: z.string().default(''),
  credit: z.string().default(''),
  /** Invented for the demonstration. */
  illustrative: z.boolean().default(true),
});

const Work = Listing.extend({
  scene: z.string(),
  /** What is said, and at which second; both languages share the moment. */
  lines: z.array(Text.extend({ at: z.number() })),
});

/** What a catalog knows of a title. */
export type Listing = Readonly<z.infer<typeof Listing>>;
/** A title whose film is drawn here. */
export type Work = Readonly<z.infer<typeof Work>>;
export type Spoken = 'zh-CN' | 'en';
export const SPOKEN: readonly Spoken[] = ['zh-CN', 'en'];

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

/** The invented films, the one to be made first at the head. */
export const WORKS: readonly Work[] = z.array(Work).parse(read('./works.json'));
export const BIG_BUCK_BUNNY: Listing = Listing.parse(read('./open-cinema.json'));
export const LISTINGS: readonly Listing[] = [...WORKS, BIG_BUCK_BUNNY];
