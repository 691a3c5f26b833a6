/** Why a start failed, in one sentence for the person at the keyboard that says how to mend it. */
export class CannotStart extends Error {
  override readonly name: string = 'CannotStart';
}

/** Another program listens on the port: take another. */
export class PortTaken extends CannotStart {}

/** A postmaster on the same data has not ended yet, or another start was quicker: look again. */
export class StillRunning extends CannotStart {}

/** PostgreSQL's own words as one sentence with the mend; the words themselves where we know none. */
export function explainFailure(home: string, output: string): CannotStart {
  if (/No space left on device|ENOSPC/.test(output)) {
    return new CannotStart(`The disk that holds ${home} is full; free some space and start again.`);
  }
  if (/Address already in use|could not create any TCP/.test(output)) {
    return new PortTaken("The database's port is taken by another program; start with another port.");
  }
  if (/"postmaster.pid" already exists|shared memory block.*still in use/.test(output)) {
    return new StillRunning(`Another database is still running on ${home}; wait a moment and start again.`);
  }
  if (/not compatible with this version|incompatible with server/.test(output)) {
    return new CannotStart(
      `The data in ${home} come from another PostgreSQL version; restore a backup into a new DUOPING_HOME.`,
    );
  }
  const words = output.trim().split('\n').slice(-6).join('\n');
  return new CannotStart(`The database in ${home} did not start; it said: ${words}`);
}
