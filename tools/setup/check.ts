/** `npm run check`: what needs neither database nor browser, within a minute. */
import { runEverything } from './run-tests.ts';

await runEverything({ projects: ['pure'], parameters: process.argv.slice(2) });
