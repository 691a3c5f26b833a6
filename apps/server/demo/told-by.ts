/** Where the living room reads what is happening in the demo household. */
import type { House } from '../house.ts';
import type { HappeningPorts } from '../wall/happening.ts';
import { DEMO_HOUSEHOLD } from './seed.ts';

/** The greatest number that PostgreSQL's bigint holds: no receipt lies behind it. */
const LAST_POSITION = 2n ** 63n - 1n;

export const toldBy = ({ clock, newestActs, plays, licensing, evidence, titleOf }: House): HappeningPorts => ({
  ...{ clock, newestActs, titleOf },
  playing: () => plays.unended({ household: DEMO_HOUSEHOLD }),
  denials: () => licensing.denials(),
  logged: () => evidence.log.sizeThrough(LAST_POSITION),
});
