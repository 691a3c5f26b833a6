/** What a player needs to open a play's picture, sent with the answer to its start: two round trips fewer before the first frame. */
import { z } from 'zod';
import { clearKeyLicense } from '#keys';
import type { AllowedKeys, Play } from '#playback';

/** The manifest of the play's `dash`, and the license that its `clearKey` would give for the tracks in it. */
export interface Opening {
  readonly manifest: string;
  readonly license?: License | undefined;
}

export interface OpeningPorts {
  readonly manifest: (play: Play, file: string) => Promise<{ readonly body: string } | undefined>;
  readonly keysOf: (asset: string) => Promise<ReadonlyMap<string, Uint8Array>>;
}

export const licenseBody = z.object({
  keys: z.array(z.object({ kty: z.string(), kid: z.string(), k: z.string() })),
  type: z.string(),
});
type License = z.infer<typeof licenseBody>;

export const openingBody = z
  .object({
    manifest: z.string().meta({ description: 'What `dash` answers; its addresses are relative to `dash`' }),
    license: licenseBody
      .optional()
      .meta({ description: 'What `clearKey` answers for these tracks; absent: ask there' }),
  })
  .meta({ id: 'Opening' });

/** Of a play that has just been started. `keys` are the ones that were issued with it; without them the player asks itself. */
export async function openingOf(
  ports: OpeningPorts,
  play: Play,
  keys: AllowedKeys | undefined,
): Promise<Opening | undefined> {
  const manifest = await ports.manifest(play, 'manifest.mpd');
  if (!manifest) return undefined;
  return { manifest: manifest.body, ...(keys ? { license: licenseOf(await ports.keysOf(keys.asset), keys) } : {}) };
}

function licenseOf(all: ReadonlyMap<string, Uint8Array>, keys: AllowedKeys): License | undefined {
  const kids = keys.kids.map((kid) => Buffer.from(kid, 'hex').toString('base64url'));
  const license = clearKeyLicense({ kids, type: 'temporary' }, onlyAllowed(all, keys));
  return license.ok ? licenseAnswer(license.value) : undefined;
}

export const licenseAnswer = ({ keys, type }: { keys: readonly License['keys'][number][]; type: string }): License => ({
  keys: keys.map((key) => ({ ...key })),
  type,
});

/** The keys that the play's decision names, and no others of the same film. */
export const onlyAllowed = (
  keys: ReadonlyMap<string, Uint8Array>,
  { kids }: AllowedKeys,
): ReadonlyMap<string, Uint8Array> => new Map([...keys].filter(([kid]) => kids.includes(kid)));
