import { expect, test } from 'vitest';
import { authorityCommand } from './authority.ts';
import type { ServerCall } from './server-call.ts';

async function run(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const [asked, said]: [unknown[], string[]] = [[], []];
  const io = {
    stdout: () => undefined,
    stderr: (line: string) => void said.push(line),
    readFile: async (path: string) => new TextEncoder().encode(files[path]),
  };
  const json = async (...call: unknown[]) => {
    asked.push(call);
    return { changed: 1 };
  };
  const server = { json } as Partial<ServerCall> as ServerCall; // as: this command calls nothing else
  return { code: await authorityCommand(args, io, server), asked, said: said.join('\n') };
}

const APPROVE = ['approve', 'board', '--work', 'film', '--reference', 'B-9', '--reason', 'a cut was agreed'];

test.each(['-', 'board.key'])('the key comes from %s, without the line end of the file', async (path) => {
  const { code, asked } = await run([...APPROVE, '--key-file', path], { [path]: 'secret\n' });
  expect(code).toBe(0);
  expect(asked).toMatchObject([['POST', '/api/clearances', { key: 'secret', work: 'film', reference: 'B-9' }]]);
});

test('a key on the command line is refused with what to do instead, and goes nowhere', async () => {
  const { code, asked, said } = await run([...APPROVE, '--key', 'secret']);
  expect([code, asked]).toEqual([2, []]);
  expect(said).toContain('--key-file');
  expect(said).not.toContain('secret');
});
