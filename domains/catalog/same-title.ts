/** Which works are one title: an EIDR that two of them carry says so, also when the catalog holds them apart. */
import { eidrOf } from './work.ts';

/** One name for all works that are one title, the first of them by id; a work that shares no EIDR has its own. */
export function sameTitleOf(
  offers: Iterable<{ readonly work: string; readonly alid: string }>,
): (work: string) => string {
  const nameOf = new Map<string, string>();
  const firstOf = new Map<string, string>();
  const find = (work: string): string => {
    let name = work;
    for (let next = nameOf.get(name); next !== undefined; next = nameOf.get(name)) name = next;
    return name;
  };
  for (const { work, alid } of offers) {
    const eidr = eidrOf(alid);
    if (eidr === undefined) continue;
    const [one, other] = [find(work), find(firstOf.get(eidr) ?? work)];
    firstOf.set(eidr, other);
    if (one < other) nameOf.set(other, one);
    else if (other < one) nameOf.set(one, other);
  }
  return find;
}
