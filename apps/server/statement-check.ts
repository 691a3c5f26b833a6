/**
 * Puts evidence and settlement together for the auditor: statements of a folder are made again from its leaves and contracts,
 * and compared with each other.
 */
import { z } from 'zod';
import type { Contract } from '#deals';
import type { EvidenceFolder, VerifyOptions } from '#evidence';
import { checkStatement, disagreements, type Statement } from '#settlement';
import { statementBody } from './http/settlement-shapes.ts';

/** What settlement reads of a contract; money terms are read where they are used, the rest is only hashed. */
const contractBody = z.custom<Contract>(
  (value) =>
    z
      .object({
        terms: z.object({ id: z.string(), version: z.int(), partner: z.string() }),
        illustrative: z.boolean(),
        money: z.record(z.string(), z.unknown()),
      })
      .safeParse(value).success,
);

/** Reads the folder's contracts first. A file that is none is passed over here: verifying names it by its hash. */
export async function statementCheck(folder: EvidenceFolder): Promise<NonNullable<VerifyOptions['checkStatement']>> {
  const contracts: Contract[] = [];
  for (const path of await folder.paths()) {
    if (!path.startsWith('contracts/') || path.endsWith(' (no file)')) continue;
    const read = contractBody.safeParse(await jsonIn(folder, path));
    if (read.success) contracts.push(read.data);
  }
  const statements: Statement[] = [];
  return (_name, document) => {
    const [wrong] = statementBody.safeParse(document).error?.issues ?? [];
    if (wrong) {
      const told = `is no statement: ${wrong.path.join('.') || 'the whole'}: ${wrong.message}`;
      return { leaf: () => undefined, findings: () => [told] };
    }
    const statement = document as Statement; // its shape has just been looked at; members beyond it are told as differences
    statements.push(statement);
    const { leaf, findings } = checkStatement(statement, contracts);
    return { leaf, findings: () => [...findings(), ...disagreements(statement, statements)] };
  };
}

async function jsonIn(folder: EvidenceFolder, path: string): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of folder.chunks(path)) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined; // passed over, see above
  }
}
