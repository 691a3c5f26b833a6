/** A server process for the crash tests: owns the home given, prints the URL, and waits to be killed. */
import { startEmbedded } from './embedded.ts';

const home = process.argv[2];
if (!home) throw new Error('Which home?');
try {
  const mayCreateUser = !process.argv.includes('--no-user');
  const { url } = await startEmbedded({ home, log: (line) => console.error(line), mayCreateUser });
  console.log(url);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
