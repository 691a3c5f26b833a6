import { expect, test } from 'vitest';
import { explainFailure, explainFileError, PortTaken, StillRunning } from './cannot-start.ts';

const HOME = '/var/lib/duoping';

test.each([
  ['FATAL:  could not write lock file: No space left on device', /disk that holds \/var\/lib\/duoping is full/],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', /port is taken/],
  ['FATAL:  lock file "postmaster.pid" already exists', /still running/],
  ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', /still running/],
  [
    'DETAIL:  The data directory was initialized by PostgreSQL version 17, which is not compatible with this version 18.4.',
    /another PostgreSQL version/,
  ],
  ['FATAL:  something new', /it said: FATAL: {2}something new/],
])('PostgreSQL says %j, we say %j', (output, sentence) => {
  expect(explainFailure(HOME, output).message).toMatch(sentence);
});

test('a taken port and a database that still runs can be told apart from the rest', () => {
  expect(explainFailure(HOME, 'Address already in use')).toBeInstanceOf(PortTaken);
  expect(explainFailure(HOME, 'lock file "postmaster.pid" already exists')).toBeInstanceOf(StillRunning);
});

test.each([
  ['ENOSPC', /is full/],
  ['EACCES', /set DUOPING_HOME/],
  ['EROFS', /set DUOPING_HOME/],
])('the file system says %s, we say %j', (code, sentence) => {
  expect(explainFileError(HOME, Object.assign(new Error(code), { code }))).toMatchObject({
    message: expect.stringMatching(sentence),
  });
});

test('an error that is no refusal of the file system is passed on as it came', () => {
  const bug = new TypeError('x is not a function');
  expect(explainFileError(HOME, bug)).toBe(bug);
});
