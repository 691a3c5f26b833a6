/** What goes wrong in the simulated world: each kind by its name, how often, and the word under which it is counted. */
import type { Chance } from './random.ts';

/** The most that a seed draws of a kind, per occasion, and what the world counts when it happens. */
const KINDS = {
  // Between devices and nodes.
  lostRequest: [0.1, 'request lost'],
  lostAnswer: [0.1, 'answer lost'],
  doubled: [0.15, 'request doubled'],
  replayed: [0.02, 'request replayed minutes later'],
  slowNetwork: [0.1, 'message slow'],
  partition: [0.01, 'node cut off from devices'],
  houseOffline: [0.1, 'household went offline'],
  // The database.
  databaseFails: [0.03, 'database failed'],
  commitUnknown: [0.03, 'commit unknown'],
  killedAfterCommit: [0.003, 'node killed between commit and answer'],
  slowDatabase: [0.03, 'database slow'],
  staleRead: [0.03, 'old version read'],
  databaseDown: [0.06, 'database down for all'],
  // Nodes.
  crash: [0.01, 'node crashed'],
  paused: [0.02, 'node paused'],
  suspended: [0.01, 'node suspended with its counter'],
  cutOff: [0.01, 'node cut off from the database'],
  clockJump: [0.02, 'node clock jumped'],
  clockRate: [0.02, 'node clock runs wrong'],
  missedPoll: [0.5, 'look at the rights missed'],
  rightsStuck: [0.02, 'rights stopped being looked at'],
  rightsDelayed: [0.1, 'rights heard late'],
  // Devices and the people before them.
  offline: [0.01, 'device went offline'],
  stalled: [0.005, 'device stalled'],
  pressedTwice: [0.2, 'start pressed twice'],
  stoppedTwice: [0.5, 'stop said twice'],
  stoppedLate: [0.3, 'stop said after the lease'],
  oldBeat: [0.02, 'old beat said again'],
  skippedNumber: [0.1, 'beat numbers skipped'],
  earlyBeat: [0.02, 'beat said early'],
  garbledBeat: [0.02, 'garbled beat said'],
  foreignBeat: [0.02, 'beat said by another device'],
  // The operator and the household, at bad moments.
  withdrawnAtStart: [0.05, 'film withdrawn while it starts'],
  limitLowered: [0.1, 'limit lowered while plays run'],
  endsSoon: [0.03, 'subscription cut to its next seconds'],
} as const satisfies Record<string, readonly [most: number, counted: string]>;

export type Fault = keyof typeof KINDS;
export type Faults = Readonly<Record<Fault, number>>;

export const FAULTS = Object.keys(KINDS) as Fault[]; // the keys of the table above
export const wordOf = (fault: Fault): string => KINDS[fault][1];

/** Each seed draws its own mix, and leaves some kinds out altogether. */
export const someFaults = (chance: Chance): Faults =>
  Object.fromEntries(FAULTS.map((fault) => [fault, chance.flip(0.7) ? KINDS[fault][0] * chance.next() : 0])) as Faults; // one for each kind
