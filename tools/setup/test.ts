/** `npm test`: all checks, then every test. */
import { runEverything } from './run-tests.ts';

await runEverything({ projects: ['pure', 'database', 'browser'], parameters: process.argv.slice(2) });
