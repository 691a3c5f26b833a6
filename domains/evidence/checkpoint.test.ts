import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  EMPTY_ROOT,
  leafHash,
  noteSigner,
  readCheckpoint,
  readVerifier,
  signCheckpoint,
  signNote,
  verifyCheckpoint,
} from './index.ts';
import { isSignedBy, readNote } from './note.ts';

const ORIGIN = 'example.com/evidence';
const signer = noteSigner(ORIGIN, new Uint8Array(32).fill(7));
const trust = { verifier: signer.verifier, origin: ORIGIN };
const checkpoint = { origin: ORIGIN, size: 42, root: leafHash(Buffer.from('x')), extensions: [] };
const note = signCheckpoint(checkpoint, signer);

describe('a checkpoint', () => {
  test('is origin, size, root and signature, as C2SP writes them', () => {
    expect(note).toMatch(
      /^example\.com\/evidence\n42\n[A-Za-z0-9+/]{43}=\n\n— example\.com\/evidence [A-Za-z0-9+/]{91}=\n$/,
    );
    expect(verifyCheckpoint(note, trust)).toMatchObject({
      ok: true,
      value: { origin: ORIGIN, size: 42, extensions: [] },
    });
  });

  test('any flipped bit of it is found', () => {
    const bytes = Buffer.from(note);
    for (let at = 0; at < bytes.length * 8; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
      expect(verifyCheckpoint(flipped, trust).ok, `bit ${at}`).toBe(false);
    }
  });

  test('any byte cut out, doubled or put in is found', () => {
    const bytes = Buffer.from(note);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
        const cut = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
        const added = Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at)]);
        expect(verifyCheckpoint(cut, trust).ok).toBe(false);
        expect(verifyCheckpoint(added, trust).ok).toBe(false);
      }),
    );
  });

  test('of another key, another name or another log is refused', () => {
    const otherKey = noteSigner(ORIGIN, new Uint8Array(32).fill(8));
    expect(verifyCheckpoint(signCheckpoint(checkpoint, otherKey), trust)).toEqual({ ok: false, reason: 'not-signed' });
    const otherName = noteSigner('example.net', new Uint8Array(32).fill(7));
    expect(verifyCheckpoint(signCheckpoint(checkpoint, otherName), trust)).toEqual({ ok: false, reason: 'not-signed' });
    const otherLog = signCheckpoint({ ...checkpoint, origin: 'example.net' }, signer);
    expect(verifyCheckpoint(otherLog, trust)).toEqual({ ok: false, reason: 'other-origin' });
  });

  test('may carry signatures of witnesses; a wrong one under our own name spoils it', () => {
    const witness = noteSigner('witness.example', new Uint8Array(32).fill(9));
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    const cosigned = note + signNote(text, witness).slice(text.length + 1);
    expect(verifyCheckpoint(cosigned, trust).ok).toBe(true);
    expect(verifyCheckpoint(cosigned, { ...trust, verifier: witness.verifier }).ok).toBe(true);
    const stale = signNote(text.replace('42', '41'), signer).slice(text.length + 1);
    expect(verifyCheckpoint(note + stale, trust)).toEqual({ ok: false, reason: 'not-signed' });
  });

  test('keeps its extension lines under the signature', () => {
    const extended = signCheckpoint({ ...checkpoint, extensions: ['one', 'two words'] }, signer);
    expect(verifyCheckpoint(extended, trust)).toMatchObject({ ok: true, value: { extensions: ['one', 'two words'] } });
    expect(() => signCheckpoint({ ...checkpoint, extensions: ['a\nb'] }, signer)).toThrow();
    expect(() => signCheckpoint({ ...checkpoint, extensions: [''] }, signer)).toThrow();
  });

  test.each([
    ['no note', 'example.com\n1\n'],
    [
      'a size with a zero before it',
      signNote(`${ORIGIN}\n042\n${Buffer.from(EMPTY_ROOT).toString('base64')}\n`, signer),
    ],
    [
      'a size beyond whole numbers',
      signNote(`${ORIGIN}\n9007199254740993\n${Buffer.from(EMPTY_ROOT).toString('base64')}\n`, signer),
    ],
    ['a root that is too short', signNote(`${ORIGIN}\n42\nAAAA\n`, signer)],
    ['a root with stray bits', signNote(`${ORIGIN}\n42\n${'A'.repeat(42)}B=\n`, signer)],
    ['no root', signNote(`${ORIGIN}\n42\n`, signer)],
    ['a carriage return', note.replace('42\n', '42\r\n')],
  ])('with %s is none, whoever signed it', (_, text) => {
    expect(readCheckpoint(text).ok).toBe(false);
  });
});

describe('keys', () => {
  test('the verifier of the C2SP specification is read, and its note verifies', () => {
    const verifier = readVerifier('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const signed = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
    expect(verifier).toBeDefined();
    expect(signed.endsWith('=\n') && readSigned(signed, verifier)).toBe(true);
  });

  test('a verifier whose hash is of another key, or of another kind, is none', () => {
    const { text } = signer.verifier;
    expect(readVerifier(text)?.text).toBe(text);
    expect(readVerifier(text.replace('example.com', 'example.net'))).toBeUndefined();
    expect(readVerifier(text.replace('+A', '+B'))).toBeUndefined();
    expect(readVerifier('')).toBeUndefined();
  });

  test('a name with a space or a plus names nobody', () => {
    expect(() => noteSigner('a b', new Uint8Array(32))).toThrow();
    expect(() => noteSigner('a+b', new Uint8Array(32))).toThrow();
  });
});

function readSigned(signed: string, verifier: ReturnType<typeof readVerifier>): boolean {
  const note = readNote(Buffer.from(signed));
  return note !== undefined && verifier !== undefined && isSignedBy(note, verifier);
}
