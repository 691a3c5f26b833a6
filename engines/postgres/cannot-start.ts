/** Why a start failed, in one sentence for the person at the keyboard that says how to mend it. */
export class CannotStart extends Error {
  override readonly name: string = 'CannotStart';
}

/** Another program listens on the port: take another. */
export class PortTaken extends CannotStart {}

/** A living server owns the home. */
export class AlreadyOwned extends CannotStart {}

/** A postmaster on the same data has not ended yet, or another start was quicker: look again. */
export class StillRunning extends CannotStart {}

/** PostgreSQL's own words as one sentence with the mend; the words themselves where we know none. */
export function explainFailure(home: string, output: string): CannotStart {
  if (/No space left on device/.test(output)) return diskFull(home);
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

/** The file system's refusals as sentences; anything else as it came. */
export function explainFileError(home: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  if (error.code === 'ENOSPC') return diskFull(home, error);
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') {
    return new CannotStart(
      `${home} can't be written to by this user; set DUOPING_HOME to a folder that can (${error.message}).`,
      { cause: error },
    );
  }
  return error;
}

const diskFull = (home: string, cause?: Error): CannotStart =>
  new CannotStart(`The disk that holds ${home} is full; free some space and start again.`, { cause });
