/** media:restriction: in which countries an item may be shown. Restrictions on anything else are kept, and warned of. */
import { isTerritory } from '@duoping/kit';
import { FINDINGS } from '../finding.ts';
import { type Gathered, gather } from '../named-cells.ts';
import type { ItemOf } from './item.ts';
import { nearest, type Video } from './media.ts';

export function addRestrictions(of: ItemOf, { around }: Video, cells: Map<string, Gathered>): void {
  const { path, channel, territories, findings, item } = of;
  const restrictions = nearest(around, channel.elements, channel.media, 'restriction');
  let nowhere = false;
  for (const { attributes, text, line } of restrictions) {
    const { type = '', relationship = '' } = attributes;
    const where = { path: `${path}/${channel.media.prefix}:restriction`, line };
    const allows = relationship.toLowerCase() === 'allow';
    if (!allows && relationship.toLowerCase() !== 'deny') {
      findings.add('bad-restriction', where, 'neither allow nor deny', relationship);
      continue;
    }
    const codes = text.split(/[\s,]+/).filter(Boolean);
    if (/^(all|none)$/i.test(text)) {
      // `allow none` and `deny all` mean nowhere; their opposites limit nothing.
      nowhere ||= /^all$/i.test(text) !== allows;
    } else if (type === 'country') {
      const known = codes.map((code) => code.toUpperCase());
      for (const code of known.filter((each) => !isTerritory(each)))
        findings.add('unknown-territory', where, `${code} is no territory`, text);
      gather(cells, allows ? 'Territory' : 'TerritoryExclusion', known.filter(isTerritory).join(', '), line, true);
      if (allows && codes.length === 0) nowhere = true;
    } else if (allows && type !== 'sharing')
      findings.add('bad-restriction', where, 'allowed only on sites or in ways that nobody here can tell', text);
    else findings.add('restriction-kept', where, FINDINGS['restriction-kept'].says, `${type} ${relationship} ${text}`);
  }
  if (nowhere) {
    cells.delete('Territory');
    cells.delete('TerritoryExclusion');
  } else if (!cells.has('Territory')) gather(cells, 'Territory', territories.join(', '), item.line);
}
