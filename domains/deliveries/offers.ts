/** A delivery's titles as offers of its partner, with their EIDR where one is told. */
import { eidrOf, type Offer } from '#catalog';
import type { Delivery } from './delivery.ts';
import type { DeliveryContent } from './read.ts';

export function offersOf(delivery: Delivery, content: DeliveryContent): readonly Offer[] {
  const offers = new Map<string, Offer>();
  for (const { clause } of content.clauses) {
    const eidr = [clause.contentId, clause.alid, clause.editId]
      .map((id) => eidrOf(id ?? ''))
      .find((id) => id !== undefined);
    const known = offers.get(clause.alid);
    if (!known || (known.eidr === undefined && eidr !== undefined)) {
      offers.set(clause.alid, {
        partner: delivery.partner,
        alid: clause.alid,
        ...(eidr === undefined ? {} : { eidr }),
      });
    }
  }
  return [...offers.values()];
}
