/** What each partner of the demo offers, as `offers.json` gives it; some rows are traps, and say so. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const PartnerId = z.enum(['youku-tudou', 'iqiyi', 'open-cinema']);

const Trap = z.enum(['tv-only', 'ends-soon', 'excluded-territory', 'two-partners', 'no-clearance', 'sd-on-phones']);

const Offer = z
  .object({
    partner: PartnerId,
    work: z.string(),
    contract: z.string(),
    licenseType: z.enum(['SVOD', 'AVOD', 'FVOD', 'VOD', 'EST']),
    formatProfile: z.enum(['SD', 'HD', 'UHD']),
    territory: z.string(),
    territoryExclusion: z.string().optional(),
    /** Days from the moment of delivery; negative is past. */
    fromDays: z.number().int(),
    toDays: z.number().int().optional(),
    /** Made up, as the film is: what tells that two partners' offers are one work. */
    eidr: z.string().optional(),
    /** Instead of `toDays`. */
    endsInMinutes: z.number().int().optional(),
    /** In yuan, as a partner writes it. */
    price: z.string().optional(),
    trap: Trap.optional(),
  })
  .refine((offer) => (offer.toDays === undefined) !== (offer.endsInMinutes === undefined), 'one end, not two');

export type PartnerId = z.infer<typeof PartnerId>;
export type Trap = z.infer<typeof Trap>;
export type Offer = Readonly<z.infer<typeof Offer>>;

export const PARTNERS: readonly PartnerId[] = PartnerId.options;
export const TRAPS: readonly Trap[] = Trap.options;
export const OFFERS: readonly Offer[] = z
  .array(Offer)
  .parse(JSON.parse(readFileSync(new URL('./offers.json', import.meta.url), 'utf8')));
