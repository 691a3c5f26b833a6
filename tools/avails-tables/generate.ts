/**
 * Makes the tables in domains/avails/rules/tables out of the published schemas, vocabularies, structure rules and
 * ratings: `node tools/avails-tables/generate.ts FOLDER REGISTRY`, where FOLDER holds the files of MovieLabs/mddf
 * (mddf-lib/src/com/movielabs/mddf/resources) and REGISTRY the JSON files of the package language-subtag-registry.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeTable, ratingTable, vocabularyTable } from './lists.ts';
import { schemaTable } from './schema.ts';
import { structureTable } from './structure.ts';

const [folder, registry] = process.argv.slice(2);
if (!folder || !registry) throw new Error('usage: node tools/avails-tables/generate.ts FOLDER REGISTRY');

const target = join(import.meta.dirname, '../../domains/avails/rules/tables');
mkdirSync(target, { recursive: true });

/** One member of the outermost list or record a line, so that a new version shows in a diff as what it is. */
function write(name: string, table: object): void {
  const members = Object.entries(table).map(([key, value]) => {
    const text =
      Array.isArray(value) && value.length > 40
        ? `[\n${value.map((each) => JSON.stringify(each)).join(',\n')}\n]`
        : JSON.stringify(value);
    return `${JSON.stringify(key)}: ${text}`;
  });
  writeFileSync(join(target, `${name}.json`), `{\n${members.join(',\n')}\n}\n`);
  console.log(`${name}.json: ${members.length} members`);
}

write('schemas', schemaTable(folder));
write('structures', structureTable(folder));
write('vocabularies', vocabularyTable(folder));
write('ratings', ratingTable(folder));
write('codes', codeTable(folder, registry));
