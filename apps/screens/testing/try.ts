/** Shows the built screens with invented titles: `npm run try -w apps/screens`, then open the address it prints. */
import { fileURLToPath } from 'node:url';
import { startFakeServer } from './fake-server.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const server = await startFakeServer(dist, {}, Number(process.env.PORT ?? 8090));
setTimeout(() => {
  server.wishes.approved = true; // somebody confirms on a phone
}, 5_000);
console.log(`${server.url}/tv`);
