/** Elements of one avail as the rules see them: a small tree, given up once the avail is judged. */
import type { Place } from '../clause.ts';

export interface ElementNode {
  /** With the short name of its namespace: `a:ALID`; `?:` before names of unknown namespaces. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: ElementNode | undefined;
  readonly children: ElementNode[];
  /** Its own text, all pieces together. */
  text: string;
  /** Where its start tag ends. */
  readonly line: number;
  /** For an Avail its number in the list, from 1; for everything else 0. */
  readonly number: number;
}

export const localOf = (name: string): string => name.slice(name.indexOf(':') + 1);

/** As readers of avails write paths: `/AvailList/Avail[2]/Transaction[1]/Territory/country`. */
export function placeOf(node: ElementNode): Place {
  const steps: string[] = [];
  for (let at: ElementNode | undefined = node; at; at = at.parent) {
    const local = localOf(at.name);
    if (at.number > 0) steps.push(`${local}[${at.number}]`);
    else if (local === 'Transaction' && at.parent) {
      const { children } = at.parent;
      const own = at;
      steps.push(`${local}[${children.filter(({ name }) => name === own.name).indexOf(own) + 1}]`);
    } else steps.push(local);
  }
  // A signed list stands in an element of its own, which readers leave out.
  const path = `/${steps.reverse().join('/')}`.replace(/^\/AvailListSigned(?=\/AvailList)/, '');
  return { path, line: node.line };
}
