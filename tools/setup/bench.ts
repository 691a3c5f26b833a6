/** Runs the benchmark whose file is the first argument, in a process of its own, and writes its table to stdout. */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Bench, toMarkdown } from '../../bench/table.ts';
import { ROOT } from './root.ts';

const file = pathToFileURL(resolve(join(ROOT, process.argv[2] ?? ''))).href;
const { default: bench } = (await import(file)) as { default: Bench }; // by agreement, see bench/table.ts
const table = toMarkdown(await bench());
process.stdout.write(table, () => process.exit());
