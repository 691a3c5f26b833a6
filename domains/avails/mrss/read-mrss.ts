/**
 * Reads Media RSS 1.5: each item with a video is offered once for each picture format and each way it is sold. What an
 * item leaves out, its channel says for all (media:restriction, language); windows are dcterms:valid.
 */
import type { Territory } from '@duoping/kit';
import { readAvail } from '../avail.ts';
import type { Dialect } from '../cells.ts';
import type { Clause } from '../clause.ts';
import type { Description } from '../description.ts';
import type { FindingList } from '../finding.ts';
import type { Limits } from '../limits.ts';
import { namedCells } from '../named-cells.ts';
import { feed } from '../xml.ts';
import { elementStream } from '../xml-elements.ts';
import { readChannel } from './channel.ts';
import { describeItem } from './describe-item.ts';
import { itemCells } from './item-cells.ts';

const DIALECT: Dialect = {
  date1904: false,
  territoryLists: true,
  territoryOptional: true,
  wholeDayEnds: false,
  languagesTogether: true,
  advised: false,
};

export interface MrssReading {
  readonly version: string;
  readonly clauses: readonly Clause[];
  readonly descriptions: readonly Description[];
}

export function readMrss(
  bytes: Uint8Array,
  limits: Limits,
  territories: readonly Territory[],
  findings: FindingList,
): MrssReading {
  const clauses: Clause[] = [];
  const descriptions: Description[] = [];
  const channel = readChannel(bytes, limits);
  let items = 0;
  const stream = elementStream(
    {
      outer: () => undefined,
      isWhole: (name, depth) => depth === 2 && name === 'item',
      whole(item) {
        items += 1;
        if (items > limits.rows) stream.refuse(`more than ${limits.rows} items`);
        const path = `/rss/channel/item[${items}]`;
        const errors = findings.errors;
        const told = itemCells({ item, path, territories, channel, findings });
        // What can't be understood of an item may not be read as less.
        if (!told || findings.errors > errors) return;
        for (const cells of told.offers) {
          const at = namedCells(path, item.line, [cells]);
          const clause = readAvail({ cells: at, dialect: DIALECT, findings });
          if (clause) clauses.push(told.aside ? { ...clause, aside: told.aside } : clause);
        }
        const description = describeItem(item, path, channel);
        if (description) descriptions.push(description);
      },
    },
    limits,
  );
  feed(stream, bytes);
  const fault = stream.end();
  if (fault) {
    findings.add(fault.fault, { path: '', line: fault.line }, fault.message);
    return { version: '', clauses: [], descriptions: [] };
  }
  if (items === 0) findings.add('no-rows', { path: '/rss/channel', line: 1 }, 'no item in the feed');
  return { version: channel.version, clauses, descriptions };
}
