/** The server's own secrets: made on the first start, readable by its user alone, never logged. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Secrets {
  /** Bearer token of the operator's command line and API. */
  readonly operatorToken: string;
  /** Key-encryption key, 32 bytes: wraps content keys at rest. */
  readonly kek: Uint8Array;
  /** HMAC key of media tokens, 32 bytes. */
  readonly mediaTokenKey: Uint8Array;
  /** HMAC key of artwork links, 32 bytes. */
  readonly artworkKey: Uint8Array;
  /** Signs the cookies of people who signed in. */
  readonly signInKey: string;
  /** HMAC key of household pseudonyms in receipts, 32 bytes. */
  readonly pseudonymKey: Uint8Array;
  /** Ed25519 seed that signs the evidence log's checkpoints, 32 bytes. */
  readonly evidenceKey: Uint8Array;
}

export async function readSecrets(folder: string): Promise<Secrets> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const secret = async (name: string): Promise<string> => {
    const path = join(folder, name);
    try {
      const file = await open(path, 'wx', 0o600);
      try {
        await file.writeFile(randomBytes(32).toString('base64url'));
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // Node's file errors carry a code
    }
    const text = (await readFile(path, 'utf8')).trim();
    if (Buffer.from(text, 'base64url').length !== 32)
      throw new Error(`The secret ${name} is damaged: it must hold 32 bytes`);
    return text;
  };
  const bytes = async (name: string): Promise<Uint8Array> => Buffer.from(await secret(name), 'base64url');
  return {
    operatorToken: await secret('operator-token'),
    kek: await bytes('key-encryption-key'),
    mediaTokenKey: await bytes('media-token-key'),
    artworkKey: await bytes('artwork-key'),
    signInKey: await secret('sign-in-key'),
    pseudonymKey: await bytes('pseudonym-key'),
    evidenceKey: await bytes('evidence-key'),
  };
}
