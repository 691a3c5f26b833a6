/** `npm start`: builds the apps when their sources changed, then becomes the demo server. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildApps } from './build-apps.ts';
import { ROOT } from './root.ts';
import { ensurePrograms, FFMPEG, thisMachine } from './system-programs.ts';

const parameters = process.argv.slice(2);
const mayInstall = !parameters.includes('--no-system');

const programs = ensurePrograms([FFMPEG], { machine: thisMachine, mayInstall });
if (!programs.ok) stop(programs.sentence);
const built = buildApps();
if (!built.passed) stop(`The pages could not be built:\n${built.output}`);

// The server's own entry point, in this process: signals and exit codes are its own.
const server = join(ROOT, 'apps/server/duoping.mjs');
process.argv = [process.execPath, server, 'demo', ...parameters];
await import(pathToFileURL(server).href);

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
