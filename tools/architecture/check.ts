/** Fails when an import breaks the architecture, or when no file was judged at all. */
import { judge } from './cruise.ts';

const { modules, violations } = await judge(process.cwd());
for (const { rule, from, to, comment } of violations) console.error(`${rule}: ${from} → ${to}\n  ${comment}`);
console.log(`${modules} files, ${violations.length} violations`);
process.exitCode = violations.length > 0 || modules === 0 ? 1 : 0;
