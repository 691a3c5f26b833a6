/** The works of the demo operator's partners, as `works.json` gives them. All but Big Buck Bunny are invented. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Text = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) });

const Work = z.object({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  scene: z.string(),
  year: z.number().int(),
  rating: z.string(),
  seconds: z.number(),
  title: Text,
  genre: Text,
  synopsis: Text,
  /** What is said, and at which second; both languages share the moment. */
  lines: z.array(Text.extend({ at: z.number() })),
});

export type Work = Readonly<z.infer<typeof Work>>;
export type Spoken = 'zh-CN' | 'en';
export const SPOKEN: readonly Spoken[] = ['zh-CN', 'en'];

export const WORKS: readonly Work[] = z
  .array(Work)
  .parse(JSON.parse(readFileSync(new URL('./works.json', import.meta.url), 'utf8')));
